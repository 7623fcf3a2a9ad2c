# For each table of a CSV (a row a table, a column a cell), the cells that errorlocate would change,
# one line a table: the seconds it took, then their names. Arguments: the CSV, the rules.
suppressPackageStartupMessages({ library(validate); library(errorlocate) })
arguments <- commandArgs(trailingOnly = TRUE)
tables <- read.csv(arguments[1], check.names = FALSE)
rules <- validator(.file = arguments[2])
for (row in seq_len(nrow(tables))) {
  start <- Sys.time()
  found <- locate_errors(tables[row, , drop = FALSE], rules)
  seconds <- as.numeric(difftime(Sys.time(), start, units = "secs"))
  cat(seconds, names(tables)[which(values(found)[1, ])], "\n")
}
