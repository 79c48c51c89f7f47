"""The agencies of a port and their desks. A procedure names agencies by code; an unknown one fails `kouan check`."""

from collections.abc import Mapping
from dataclasses import dataclass

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Agency:
    """An authority or public operator with a step in procedures, and the desks its staff sit at."""

    code: str
    title: Text
    desks: Mapping[str, Text]


def _agency(code: str, title: str, **desks: str) -> Agency:
    return Agency(code, Text.of(title), {desk: Text.of(words) for desk, words in desks.items()})


_GENERAL = "综合业务 | General business"

AGENCIES: Mapping[str, Agency] = {
    agency.code: agency
    for agency in (
        _agency("window", "单一窗口综合受理 | Single window reception", reception="综合受理 | Reception"),
        _agency(
            "customs",
            "海关 | Customs",
            documents="单证审核 | Document review",
            quarantine="检验检疫 | Quarantine",
            inspection="查验 | Inspection",
            laboratory="实验室检测 | Laboratory",
            duty="税费 | Duty",
            release="放行 | Release",
            rulings="预裁定 | Rulings",
            audit="稽查 | Post-clearance audit",
            vessels="运输工具监管 | Conveyance control",
            origin="原产地管理 | Origin",
            credit="企业信用管理 | Enterprise credit",
            bonded="保税监管 | Bonded supervision",
            entrusted="异地委托监管 | Supervision on request of another customs",
        ),
        _agency(
            "msa",
            "海事局 | Maritime safety administration",
            vessels="船舶监督 | Ship supervision",
            dangerous="危险货物 | Dangerous goods",
        ),
        _agency(
            "border",
            "边检站 | Border inspection",
            crews="船员与登临 | Crews and boarding",
            lanes="车辆通道 | Vehicle lanes",
            permits="行政许可 | Permits",
        ),
        _agency(
            "port",
            "港口管理局 | Port administration",
            berths="泊位与作业 | Berths and operations",
            dangerous="危险货物作业 | Dangerous goods operations",
        ),
        _agency("transport", "交通运输局 | Transport bureau", general=_GENERAL),
        _agency(
            "environment",
            "生态环境局 | Ecology and environment bureau",
            waste="固体废物 | Solid waste",
            chemicals="有毒化学品 | Toxic chemicals",
        ),
        _agency("agriculture", "农业农村局 | Agriculture and rural affairs bureau", licences="许可证件 | Licences"),
        _agency("commerce", "商务局 | Commerce bureau", general=_GENERAL, licences="许可证件 | Licences"),
        _agency("market", "市场监督管理局 | Market regulation", general=_GENERAL),
        _agency(
            "culture",
            "文化和旅游（文物）部门 | Culture and relics department",
            art="艺术品进出境 | Art",
            relics="文物进出境审核 | Cultural relics",
        ),
        _agency("finance", "地方金融管理局 | Local financial bureau", leasing="租赁业务 | Leasing"),
        _agency("tax", "税务局 | Tax bureau", general=_GENERAL, refunds="出口退税 | Export refunds"),
        _agency("treasury", "国库 | State treasury", refunds="退库 | Refunds paid"),
        _agency("port-office", "口岸办 | Port office", general=_GENERAL),
        _agency(
            "ccpit",
            "贸促会 | Council for the promotion of international trade",
            origin="原产地证 | Certificates of origin",
            mediation="商事调解 | Commercial mediation",
        ),
        _agency("justice", "司法局 | Justice bureau", disputes="涉外商事纠纷受理 | Foreign commercial disputes"),
        _agency("arbitration", "仲裁委员会 | Arbitration commission", cases="立案与仲裁 | Cases"),
        _agency("court", "人民法院 | People's court", registry="涉外商事立案与司法确认 | Registry and confirmation"),
    )
}
