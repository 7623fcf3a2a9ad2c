from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report.contact import Contact, contact_in
from nianbao.report.new_report import blank_report
from nianbao.report.preface import usual_preface

FULL = Contact("某路1号（2楼）", "471000", "（0379）6390-0000", "a@example.cn", "www.example.cn")
EDITIONS = [built_in().for_year(2020), built_in().for_year(2025)]


def test_the_usual_preface_says_what_it_rests_on_the_period_and_whom_to_ask() -> None:
    for edition in EDITIONS:
        report = blank_report(edition, "某某街道办事处", 2020)
        text = usual_preface(report, FULL)
        assert edition.notice in text
        assert "2020年1月1日至12月31日" in text
        assert "电子版可在www.example.cn查阅" in text
        assert (
            "联系（地址：某路1号（2楼），邮编：471000，电话：（0379）6390-0000，电子邮箱：a@example.cn）"
            in text
        )
        bare = usual_preface(report, Contact())
        assert "电子版" not in bare
        assert "联系" not in bare
        assert all(aspect.is_spoken_of(text) for aspect in edition.preface.aspects)


def test_a_contact_is_read_out_of_prefaces() -> None:
    assert contact_in(
        "请与我办联系（地址：某路1号，邮政编码:471000；联系电话： 0379-63900000）。"
    ) == Contact("某路1号", "471000", "0379-63900000")
    assert contact_in("没有。") == Contact()


PART = st.text(alphabet="甲路1号a.@", min_size=1, max_size=8)


@given(
    PART,
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9]{3,4}-[0-9]{8}", fullmatch=True),
)
def test_a_contact_comes_back_from_its_line_and_from_the_preface(
    address: str, postcode: str, telephone: str
) -> None:
    contact = Contact(address, postcode, telephone)
    assert contact_in(contact.line()) == contact
    assert contact_in(usual_preface(blank_report(EDITIONS[0], "某局", 2020), contact)) == contact
