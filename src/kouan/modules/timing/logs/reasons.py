"""What can be wrong with a log, each with what would be right."""

from kouan.kernel.text import Text

EMPTY = Text("日志中没有事件；至少应有一个。", "the log has no events; there should be at least one.")
NO_ACTIVITY = Text("事件没有活动名称；应写明发生了什么。", "the event has no activity; it should say what happened.")
BAD_TIME = Text(
    "时间“{time}”无法读取；应写作 2026-03-02T09:00:00+08:00，其他写法用 format 说明。",
    "the time “{time}” cannot be read; write it as 2026-03-02T09:00:00+08:00, or say with format how it is written.",
)
NO_TIME = Text(
    "没有时间；每个事件应有时间，如 2026-03-02T09:00:00+08:00。",
    "there is no time; each event should have one, as 2026-03-02T09:00:00+08:00.",
)
TWICE = Text(
    "事件编号“{id}”已在{first}出现；每个事件的编号应各不相同。",
    "the event id “{id}” is at {first} already; each event should have an id of its own.",
)
OBJECT_TWICE = Text(
    "对象编号“{id}”已在{first}出现；每个对象的编号应各不相同。",
    "the object id “{id}” is at {first} already; each object should have an id of its own.",
)
NO_EVENT = Text(
    "没有编号为“{id}”的事件；应是日志中的事件。", "there is no event “{id}”; it should be one of the log's."
)
NO_OBJECT = Text(
    "没有编号为“{id}”的对象；应是日志中的对象。", "there is no object “{id}”; it should be one of the log's."
)
NO_KIND = Text(
    "对象“{id}”没有类型；应写明是何种对象。", "the object “{id}” has no type; it should say what kind it is."
)
UNKNOWN = Text(
    "无法识别的格式；应为 OCEL 2.0（SQLite 或 JSON）、XES、CSV 或 Parquet。",
    "the format is not known; it should be OCEL 2.0 (SQLite or JSON), XES, CSV or Parquet.",
)
UNREADABLE = Text("文件无法打开：{why}。", "the file cannot be opened: {why}.")
TRUNCATED = Text(
    "文件不完整或已损坏（{why}）；请重新取得该文件。",
    "the file is incomplete or damaged ({why}); fetch it again.",
)
NO_COLUMN = Text("没有“{column}”列；有：{columns}。", "there is no column “{column}”; it has {columns}.")
NO_TABLE = Text("没有表 {table}；OCEL 2.0 应有此表。", "there is no table {table}; OCEL 2.0 has one.")
UNMAPPED = Text(
    "不知哪一列是{what}；请用 --columns {key}=列名 指明；有：{columns}。",
    "it is not known which column is the {what}; name it with --columns {key}=COLUMN; it has {columns}.",
)
NO_ZONE = Text(
    "没有时区“{zone}”；应写作 Asia/Shanghai 或 UTC。", "there is no time zone “{zone}”; write Asia/Shanghai or UTC."
)
