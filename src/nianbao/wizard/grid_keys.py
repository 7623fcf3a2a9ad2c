"""The keys of the grid."""

from __future__ import annotations

from textual.binding import Binding


def _key(keys: str, action: str, label: str, tooltip: str = "") -> Binding:
    return Binding(keys, action, label, id=f"grid.{action}", tooltip=tooltip or label, show=False)


GRID_KEYS = [
    _key("enter,down", "down", "下一格", "确定这一格，到下面一格；到底时转到下一列的第一格"),
    _key("up", "up", "上一格", "确定这一格，到上面一格"),
    _key("tab", "right_and_on", "右一格", "确定这一格，到右面一格；到头时转到下一行"),
    _key("shift+tab", "left_and_back", "左一格", "确定这一格，到左面一格；到头时转到上一行"),
    _key("left", "left", "向左", "到左面一格；修改时在数字中向左移动"),
    _key("right", "right", "向右", "到右面一格；修改时在数字中向右移动"),
    _key("home", "row_start", "行首", "到本行第一格；修改时到数字前面"),
    _key("end", "row_end", "行尾", "到本行最后一格；修改时到数字后面"),
    _key("shift+up", "select(-1, 0)", "向上选", "选中一块格：向上；复制为可粘到表格软件的内容"),
    _key("shift+down", "select(1, 0)", "向下选", "选中一块格：向下；Esc 取消，Delete 清空"),
    _key("shift+left", "select(0, -1)", "向左选", "选中一块格：向左"),
    _key("shift+right", "select(0, 1)", "向右选", "选中一块格：向右"),
    _key("ctrl+shift+up", "select(-99, 0)", "选到列首"),
    _key("ctrl+shift+down", "select(99, 0)", "选到列尾"),
    _key("shift+home", "select(0, -99)", "选到行首"),
    _key("shift+end", "select(0, 99)", "选到行尾"),
    _key("ctrl+shift+home", "select(-99, -99)", "选到表首"),
    _key("ctrl+shift+end", "select(99, 99)", "选到表尾"),
    _key("ctrl+up", "column_end(-1)", "列首", "到本列第一格"),
    _key("ctrl+down", "column_end(1)", "列尾", "到本列最后一格"),
    _key("pageup", "page(-1)", "上一页"),
    _key("pagedown", "page(1)", "下一页"),
    _key("ctrl+home", "table_start", "表首", "到全表第一格"),
    _key("ctrl+end", "table_end", "表尾", "到全表最后一格"),
    _key("backspace", "open", "修改", "打开这一格的数字修改；正在填写时删去前一个字符"),
    _key("delete", "clear", "清空", "清空这一格或选中的各格；合计恢复为随各项自动合计"),
    _key("ctrl+c", "copy", "复制", "复制这一格的数，或选中的一块（可粘到表格软件）"),
    # It stands in the footer where the way back stands while nothing is typed.
    Binding(
        "escape", "restore", "还原", id="back", tooltip="放弃正在填写的内容，恢复原来的数；取消选中"
    ),
]
