"""Parties to the trade agreements, by code of table ``preferential-agreement``. General knowledge, not confirmed."""

_ASEAN = ("BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "VNM")

MEMBERS: dict[str, frozenset[str]] = {
    code: frozenset(members)
    for code, members in {
        "01": ("BGD", "IND", "LAO", "KOR", "LKA", "MNG"),
        "02": _ASEAN,
        "03": ("HKG",),
        "04": ("MAC",),
        "06": ("TWN",),
        "07": ("PAK",),
        "08": ("CHL",),
        "10": ("NZL",),
        "11": ("SGP",),
        "12": ("PER",),
        "14": ("TWN",),
        "15": ("CRI",),
        "16": ("ISL",),
        "17": ("CHE", "LIE"),
        "18": ("AUS",),
        "19": ("KOR",),
        "20": ("GEO",),
        "21": ("MUS",),
        "22": (*_ASEAN, "AUS", "JPN", "KOR", "NZL"),
        "23": ("KHM",),
        "24": ("NIC",),
        "25": ("ECU",),
        "26": ("SRB",),
        "27": ("HND",),
        "28": ("MDV",),
    }.items()
}
