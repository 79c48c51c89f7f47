"""How a person on board is described: name, rank, identity document (FAL forms 5 and 6). Personal data."""

from datetime import date
from typing import Annotated

from kouan.blueprint import Choice, Code, Length, Pattern, Section, Tag, Text

MASTER = "MASTER"
RANKS = Choice(
    {
        MASTER: Text("船长", "Master"),
        "C/O": Text("大副", "Chief officer"),
        "2/O": Text("二副", "Second officer"),
        "3/O": Text("三副", "Third officer"),
        "C/E": Text("轮机长", "Chief engineer"),
        "2/E": Text("大管轮", "Second engineer"),
        "3/E": Text("二管轮", "Third engineer"),
        "4/E": Text("三管轮", "Fourth engineer"),
        "ETO": Text("电子电气员", "Electro-technical officer"),
        "BSN": Text("水手长", "Bosun"),
        "AB": Text("值班水手", "Able seaman"),
        "OS": Text("普通水手", "Ordinary seaman"),
        "OILER": Text("机工", "Oiler"),
        "COOK": Text("厨师", "Cook"),
        "CADET": Text("实习生", "Cadet"),
        "OTHER": Text("其他", "Other"),
    }
)
PASSPORT = "P"
DOCUMENTS = Choice(
    {
        PASSPORT: Text("护照", "Passport"),
        "S": Text("海员证", "Seafarer's identity document"),
        "O": Text("其他旅行证件", "Other travel document"),
    }
)
Rank = Annotated[str, Text("职务", "Rank"), RANKS, Tag("Rank")]
GENDERS = Choice({"M": Text("男", "Male"), "F": Text("女", "Female"), "X": Text("其他", "Other")})

FamilyName = Annotated[
    str, Text("姓（拉丁字母）", "Family name"), Section(Text("人员", "Person")), Length(60), Tag("FamilyName")
]
GivenName = Annotated[str, Text("名（拉丁字母）", "Given names"), Length(60), Tag("GivenName")]
Gender = Annotated[str, Text("性别", "Sex"), GENDERS, Tag("Gender")]
Nationality = Annotated[str, Text("国籍", "Nationality"), Code("country"), Tag("Nationality")]
Born = Annotated[date, Text("出生日期", "Date of birth"), Tag("DateOfBirth")]
Birthplace = Annotated[str | None, Text("出生地", "Place of birth"), Length(60), Tag("PlaceOfBirth")]
DocumentKind = Annotated[
    str, Text("证件种类", "Kind of document"), Section(Text("证件", "Document")), DOCUMENTS, Tag("IdentityDocumentType")
]
DocumentNumber = Annotated[
    str, Text("证件号码", "Document number"), Pattern(r"[0-9A-Z]{5,20}", "E12345678"), Tag("IdentityDocumentNumber")
]
DocumentIssuer = Annotated[str, Text("签发国", "Issued by"), Code("country"), Tag("IdentityDocumentIssuingNation")]
DocumentUntil = Annotated[date, Text("证件有效期至", "Document valid until"), Tag("IdentityDocumentExpiryDate")]
Embarked = Annotated[
    str, Text("上船港", "Embarked at"), Section(Text("行程", "Journey")), Code("unlocode"), Tag("PortOfEmbarkation")
]
Disembarks = Annotated[str, Text("离船港", "Disembarks at"), Code("unlocode"), Tag("PortOfDisembarkation")]
