"""The JSON Schema of a report's file, made from the editions."""

from __future__ import annotations

from typing import Any

from nianbao.editions import Cell, Edition, Editions, Section, Table, built_in
from nianbao.report.file_keys import SCHEMA

_LARGEST = 10**15 - 1

_KINDS: dict[str, dict[str, Any]] = {
    "whole": {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    "signed": {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
    "amount": {"type": "number", "minimum": 0, "maximum": _LARGEST},
}


def report_schema(editions: Editions | None = None) -> dict[str, Any]:
    """The schema (draft 2020-12) of a report's file and of its JSON export.

    Args:
        editions: the editions a report may have; by default the built-in ones.
    """
    forms = (editions or built_in()).all
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nianbao 年报文件",
        "description": "没有填写的格不写；空白不等于 0。",
        "type": "object",
        "required": ["schema", "edition", "report"],
        "properties": {
            "schema": {"title": "文件版本", "const": SCHEMA},
            "edition": {"title": "格式版本", "enum": [edition.name for edition in forms]},
            "report": _REPORT,
            "answers": {"title": "已作说明的存疑和提示", "type": "array", "items": _ANSWER},
            "extra": {"title": "自用内容，原样保留", "type": "object"},
        },
        "allOf": [_of_edition(edition) for edition in forms],
        "unevaluatedProperties": False,
    }


_REPORT: dict[str, Any] = {
    "type": "object",
    "required": ["organ", "year"],
    "properties": {
        "organ": {"title": "机关名称", "type": "string"},
        "year": {"title": "报告年度", "type": "integer", "minimum": 1000, "maximum": 9999},
        "title": {"title": "标题（与格式不同时）", "type": "string"},
        "published": {"title": "公布日期", "type": "string", "format": "date"},
        "last_year": {
            "title": "上年年报的文件名（同一文件夹）",
            "type": "string",
            "pattern": r"^[^/\\:]+$",
        },
    },
    "additionalProperties": False,
}

_ANSWER: dict[str, Any] = {
    "type": "object",
    "required": ["rule", "reason"],
    "properties": {
        "rule": {"title": "规则", "type": "string"},
        "cells": {"title": "单元格", "type": "array", "items": {"type": "string"}},
        "quote": {"title": "原句", "type": "string"},
        "reason": {"title": "说明", "type": "string"},
        "values": {
            "title": "说明时各格的数字",
            "type": "object",
            "additionalProperties": {"anyOf": [{"type": "number"}, {"const": ""}]},
        },
    },
    "additionalProperties": False,
}


def _of_edition(edition: Edition) -> dict[str, Any]:
    properties = {"narrative": _closed({s.name: _text(s) for s in edition.texts})}
    for section in edition.sections:
        if section.table is not None:
            properties[section.table] = {
                "title": section.title,
                **_cells(edition.table(section.table)),
            }
    return {
        "if": {"properties": {"edition": {"const": edition.name}}, "required": ["edition"]},
        "then": {"properties": properties},
    }


def _text(section: Section) -> dict[str, Any]:
    return {"title": section.title, "description": section.help, "type": "string"}


def _cells(table: Table) -> dict[str, Any]:
    columns: dict[str, dict[str, Any]] = {}
    for cell in table.cells.values():
        _, column, key = cell.address.split(".")
        columns.setdefault(column, {})[key] = _cell(cell)
    return _closed({column: _closed(keys) for column, keys in columns.items()})


def _cell(cell: Cell) -> dict[str, Any]:
    helped = {"description": help_text} if (help_text := cell.row.help) else {}
    return {"title": cell.place, **helped, **_KINDS[cell.kind]}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
