"""Sentences that are true of one report, in the ways that most easily mislead a reader."""

import pytest

from nianbao.checks.checking import check
from nianbao.checks.finding import Severity
from nianbao.editions import built_in
from nianbao.report import Number, Report

RULES = [
    "text-received", "text-results", "text-disputes", "normative-text", "text-none",
    "text-parts", "text-year", "personal-data",
]  # fmt: skip
CELLS: dict[str, Number] = {
    "requests.total.received": 95,
    "requests.natural_person.received": 90,
    "requests.business.received": 5,
    "requests.total.carried_in": 8,
    "requests.total.granted": 60,
    "requests.total.partly_granted": 3,
    "requests.total.refused_state_secret": 3,
    "requests.total.refused_internal_affairs": 2,
    "requests.total.unavailable_not_held": 20,
    "requests.total.declined_repeated": 5,
    "requests.total.closed_other": 5,
    "requests.total.concluded": 98,
    "requests.total.carried_forward": 5,
    "disputes.review.upheld": 1,
    "disputes.review.pending": 1,
    "disputes.review.total": 2,
    "disputes.direct_litigation.total": 1,
    "disputes.litigation_after_review.total": 3,
    "disclosure.rules.issued": 0,
    "disclosure.normative_documents.issued": 8,
    "disclosure.normative_documents.repealed": 2,
    "disclosure.normative_documents.in_force": 18,
}
SOUND = (
    "2024年，我局共收到政府信息公开申请95件，其中网上申请50件、信函申请30件、当面申请15件。",
    "全年新收政府信息公开申请95件，同比增长12%，比2023年多10件。",
    "收到申请95件，上年结转8件，合计103件，办结98件，结转5件。",
    "政府信息公开申请主要涉及征地拆迁40件、规划审批20件、财政资金10件。",
    "全年依申请公开受理95件，按期答复率100%，其中延期答复12件。",
    "依申请公开中，同意公开和部分公开共63件，占64.3%。",
    "2023年收到政府信息公开申请85件，2024年收到95件。",
    "区住建局收到政府信息公开申请30件，区教育局收到12件。",
    "未发生因政府信息公开工作被行政复议纠错、行政诉讼败诉的案件。",
    "因政府信息公开引发行政复议2件，其中维持1件，尚未审结1件；行政诉讼4件，其中一审3件、二审1件。",
    "行政复议2件，复议后起诉3件，未经复议直接起诉1件，均与政府信息公开有关。",
    "全年制定行政规范性文件8件，其中涉企文件3件；备案审查规范性文件12件。",
    "修订完善政府信息公开规章制度5项。",
    "主动公开规范性文件8件、政策解读20件、工作动态300条。",
    "全年办理12345政务服务热线诉求1200件，办结率98%。",
    "组织依申请公开业务培训3次，答复咨询50人次。",
    "出具依申请公开答复书98件，其中告知书20件。",
    "公开行政许可1200件、行政处罚300件，双公示率100%。",
    "受理政府信息公开申请103件（含上年结转8件），已办结98件，其余5件结转下年度办理。",
    "全年没有收取信息处理费。",
    "未收到涉及国家秘密的政府信息公开申请。",
    "没有重复申请和大量反复申请的情况。",
    "无因逾期答复引起的政府信息公开行政复议。",
    "全年共审查拟公开政府信息1500件，不予公开30件。",
    "全年公文公开属性认定260件，其中主动公开180件、依申请公开50件、不予公开30件。",
    "印发文件120件，主动公开80件、依申请公开25件、不予公开15件。",
    "办理不动产信息查询申请400件，全部办结。",
    "依法不予公开的政府信息15条。",
    "收到自然人申请90件、法人申请5件。",
    "申请人撤回申请3件，经沟通当场答复2件。",
    "全年答复人大代表建议10件，政协委员提案12件，均在网站公开。",
    "依申请公开信息平均答复时间为12个工作日，最长18个工作日。",
    "全年受理行政复议申请120件，审结110件。",
    "行政诉讼应诉30件，负责人出庭30件。",
    "不存在无法提供的申请。",
    "政府信息公开申请较上年减少15件，降幅13.6%。",
    "网站受理政府信息公开申请60件。",
    "在办理政府信息公开申请时，向第三方征求意见6件。",
    "申请内容涉及一件事多部门的3件。",
    "作出政府信息公开答复98件，其中纠正以往答复1件。",
    "全年新增主动公开目录12项，废止3件制度文件。",
    "现行有效的规范性文件目录更新2次，清理出18件规范性文件继续有效。",
    "新制定内部规章2件。",
    "制发政务公开文件5件。",
    "按照要求，对2019年以来制定的规范性文件45件进行了清理。",
    "全年共办理政府信息公开申请98件，涉及自然资源、住房保障等领域。",
    "2024年，全局新收信息公开申请95件，其中转办5件，自行办理90件。",
    "依申请公开件主要集中在土地征收（35件）、城市规划（21件）等方面。",
    "依申请公开答复书规范率提升至98%，抽查答复书30件，发现问题2件。",
    "政府信息公开申请答复及时率100%，平均用时9天。",
    "组织开展依申请公开案卷评查，评查案卷45件。",
    "我局共受理政府信息公开申请95件，按结果分：予以公开60件，部分公开3件，不予公开5件，无法提供20件，不予处理5件，其他处理5件。",
    "全年收到政府信息公开申请95件，通过政府网站依申请公开系统收到60件，通过邮寄收到35件。",
    "行政复议方面，全年发生2件；行政诉讼方面，全年发生4件，均涉及政府信息公开。",
    "因政府信息公开被申请行政复议2件，已审结1件，维持1件。",
    "累计公开规范性文件正文及解读材料46件。",
    "制定出台政务公开制度文件3件、规范性文件8件。",
    "规范性文件合法性审核12件，备案8件。",
    "自2008年条例实施以来累计受理政府信息公开申请1200件。",
    "1月至12月，共收到政府信息公开申请95件。",
    "较好办理了政府信息公开申请，其中疑难申请7件。",
    "回复网民关于信息公开的咨询建议26件。",
    "收到公开申请95件，均通过登记、审核、办理、答复等环节按时办结。",
    "收到要求公开征地批文的申请20件。",
    "与去年相比，政府信息公开申请由80件增至95件。",
    "政府信息公开申请量达95件，比上年上升18.8%。",
    "经审查不属于政府信息公开申请的信访件8件，已转信访部门。",
    "主动公开规范性文件3件，其余5件按规定不予公开。",
    "对3件政府信息公开申请作出补正告知。",
    "发出政府信息公开申请补正通知书6份、延期答复告知书4份。",
)


@pytest.mark.parametrize("heading", ["", "（二）依申请公开\n"])
def test_no_sound_sentence_is_called_wrong(heading: str) -> None:
    blamed = {}
    for sentence in SOUND:
        text = heading + sentence
        report = Report(built_in().for_year(2024), "某市教育局", 2024, {"overview": text}, CELLS)
        for finding in check(report, select=RULES):
            if finding.severity is not Severity.HINT:
                blamed[sentence] = finding.message
    assert blamed == {}
