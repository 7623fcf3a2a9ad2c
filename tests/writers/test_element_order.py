"""Elements stand in the order of their schema: Word and Excel offer to repair what does not.

The orders are those of ECMA-376, part 1 (transitional), of the elements that are written here.
"""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from lxml import etree

from nianbao.report import Report
from nianbao.writers.word import to_docx
from nianbao.writers.workbook import to_xlsx
from tests.writers.golden import golden_report
from tests.writers.real_reports import DATA, NAMES, real_report

TEMPLATE = (DATA / "政务公开年报模版.docx").read_bytes()

RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
)
WORD = {
    "rPr": RUN,
    "pPr": PARAGRAPH,
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic"
    ),
}
EXCEL = {
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
        "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews "
        "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
        "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
        "ignoredErrors smartTags drawing legacyDrawing tableParts extLst"
    ),
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
        "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst"
    ),
    "styleSheet": (
        "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
    ),
    "font": "b i strike condense extend outline shadow u vertAlign sz color name family charset",
    "dxf": "font numFmt fill alignment border protection",
    "xf": "alignment protection",
    "c": "f v is",
    "dataValidation": "formula1 formula2",
}
LOOSE = {"font"}
"""In a workbook's fonts Excel takes any order, and openpyxl has one of its own."""


def misplaced(data: bytes, orders: dict[str, str], loose: set[str]) -> list[str]:
    """Every pair of neighbours in the wrong order, and every element unknown to the order."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith(("word/", "xl/")) or not name.endswith(".xml"):
                continue
            for parent in etree.fromstring(archive.read(name)).iter("{*}*"):
                kind = etree.QName(parent).localname
                if kind not in orders or kind in loose:
                    continue
                children = [etree.QName(child).localname for child in parent.iterchildren("{*}*")]
                order = orders[kind].split()
                found += [f"{name}: {kind}/{child}" for child in children if child not in order]
                places = [order.index(child) for child in children if child in order]
                found += [
                    f"{name}: {kind}: {order[one]} before {order[other]}"
                    for one, other in pairwise(places)
                    if one > other
                ]
    return found


@pytest.mark.parametrize("report", [golden_report(), real_report(NAMES[0])])
def test_elements_stand_in_the_order_of_their_schema(report: Report) -> None:
    assert misplaced(to_docx(report), WORD, set()) == []
    # WPS, which made the template, has an order of its own in some styles; Word takes that.
    assert misplaced(to_docx(report, TEMPLATE), WORD, set()) == misplaced(TEMPLATE, WORD, set())
    assert misplaced(to_xlsx(report), EXCEL, LOOSE) == []
