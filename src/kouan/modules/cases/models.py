"""What lists, desks and single reads need of a case. All but drafts and uploads can be rebuilt from the log."""

from django.db import models

from kouan.kernel.text import Text


class Case(models.Model):
    """The present state of a case; times in microseconds.

    ``due``: when something in it falls due next, ``applicant_due``: when something that lies with the applicant does.
    ``view``: the JSON document that a read by id returns.
    """

    id = models.CharField(primary_key=True, max_length=32)
    number = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=64, null=True)
    procedure = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    object_kind = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    filer = models.CharField(max_length=18)
    principal = models.CharField(max_length=18)
    priority = models.SmallIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    filed_at = models.BigIntegerField()
    updated_at = models.BigIntegerField()
    due = models.BigIntegerField(null=True)
    applicant_due = models.BigIntegerField(null=True)
    n = models.IntegerField()
    view = models.TextField()
    demo = models.BooleanField()

    class Meta:
        db_table = "cases_case"
        constraints = [models.UniqueConstraint(fields=["filer", "reference"], name="cases_reference_once")]
        indexes = [models.Index(fields=["procedure", "-filed_at"], name="cases_by_procedure")]


class CaseParty(models.Model):
    """Who may see a case: filer, principal, and the agencies whose step has come."""

    case = models.ForeignKey(Case, models.CASCADE, db_constraint=False, db_index=False)
    party = models.CharField(max_length=18)
    role = models.CharField(max_length=10)

    class Meta:
        db_table = "cases_party"
        # The case first: a read by id asks for a case and some parties, a rebuild for a case.
        constraints = [models.UniqueConstraint(fields=["case", "party", "role"], name="cases_party_once")]
        indexes = [models.Index(fields=["party", "case"], name="cases_party_sees")]


class Step(models.Model):
    """A step whose turn has come. Desks are lists of these."""

    case = models.ForeignKey(Case, models.CASCADE, db_constraint=False, db_index=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    agency = models.CharField(max_length=20)
    desk = models.CharField(max_length=20)
    priority = models.SmallIntegerField()
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=100)
    opened_at = models.BigIntegerField()
    due = models.BigIntegerField(null=True)
    decided_at = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=40)
    state = models.CharField(max_length=10)

    class Meta:
        db_table = "cases_step"
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="cases_step_once")]
        indexes = [
            models.Index(
                fields=["agency", "priority", "due"], name="cases_desk", condition=models.Q(decided_at__isnull=True)
            )
        ]

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)


class Awaited(models.Model):
    """An open step that an event on an object ends, in a way of its own; ``since``: one of before does not count."""

    case = models.ForeignKey(Case, models.CASCADE, db_constraint=False)
    step = models.CharField(max_length=60)
    event = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    outcome = models.CharField(max_length=40, default="done")
    since = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_awaited"
        indexes = [models.Index(fields=["kind", "object_id", "event"], name="cases_awaited_object")]


class Lapsing(models.Model):
    """A case in which a step ends of itself when its limit has passed; ``look_at``: when to see to that."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, db_constraint=False)
    look_at = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "cases_lapsing"


class Published(models.Model):
    """What the public register holds of a case: the outcome that its procedure publishes, and nothing else of it.

    ``number`` is what people quote and find it by. ``data``: JSON; ``words``: the same without its names, to search.
    """

    case = models.OneToOneField(Case, models.CASCADE, db_constraint=False, primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    procedure = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    data = models.TextField()
    words = models.TextField()
    published_at = models.BigIntegerField()
    demo = models.BooleanField()

    class Meta:
        db_table = "cases_published"
        indexes = [models.Index(fields=["-published_at"], name="cases_published_latest")]

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)


class Draft(models.Model):
    """A filing being written; nothing typed is lost.

    ``data``: the form as typed, ``documents``: files attached, ``reference``: the filer's own number for it.
    """

    id = models.CharField(primary_key=True, max_length=32)
    procedure = models.CharField(max_length=60)
    party = models.CharField(max_length=18, db_index=True)
    person = models.CharField(max_length=40)
    case = models.CharField(max_length=32, blank=True)
    data = models.JSONField()
    reference = models.CharField(max_length=64, blank=True, default="")
    documents = models.JSONField(default=list)
    updated_at = models.BigIntegerField()

    class Meta:
        db_table = "cases_draft"


class Upload(models.Model):
    """Who handed in a stored file; only they may attach it, only those who see its case may fetch it."""

    file = models.CharField(max_length=64)
    party = models.CharField(max_length=18)
    person = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        db_table = "cases_upload"
        constraints = [models.UniqueConstraint(fields=["party", "file", "name"], name="cases_upload_once")]


class Reading(models.Model):
    """Who looked at a case, and when: the audit of reads."""

    case_id = models.CharField(max_length=32, db_index=True)
    party = models.CharField(max_length=18)
    person = models.CharField(max_length=40)
    via = models.CharField(max_length=8)
    at = models.BigIntegerField()

    class Meta:
        db_table = "cases_reading"


class Notice(models.Model):
    """A word to an organisation about a case: returned, asked, decided. Shown in the bell, kept when read.

    Another module may tell of things of its own: ``about`` is what kind they are, and ``case_id`` the id of one.
    """

    party = models.CharField(max_length=18)
    about = models.CharField(max_length=20, default="case", db_default="case")
    case_id = models.CharField(max_length=32)
    number = models.CharField(max_length=40)
    position = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    text_zh = models.CharField(max_length=400)
    text_en = models.CharField(max_length=600)
    at = models.BigIntegerField()
    read_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_notice"
        constraints = [models.UniqueConstraint(fields=["party", "position", "kind"], name="cases_notice_once")]
        indexes = [models.Index(fields=["party", "-at"], name="cases_notice_latest")]

    @property
    def text(self) -> Text:
        return Text(self.text_zh, self.text_en)


class Webhook(models.Model):
    """Where an organisation wants events pushed. ``kinds``: which kinds of event, all when empty."""

    id = models.CharField(primary_key=True, max_length=32)
    party = models.CharField(max_length=18, db_index=True)
    person = models.CharField(max_length=40)
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=64)
    kinds = models.JSONField(default=list)
    since = models.BigIntegerField()
    active = models.BooleanField(default=True)
    created_at = models.BigIntegerField()

    class Meta:
        db_table = "cases_webhook"


class Delivery(models.Model):
    """How the push of one event to one webhook went."""

    webhook = models.ForeignKey(Webhook, models.CASCADE)
    position = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    attempts = models.IntegerField(default=0)
    status = models.IntegerField(null=True)
    error = models.CharField(max_length=200, blank=True)
    tried_at = models.BigIntegerField()
    delivered_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_delivery"
        constraints = [models.UniqueConstraint(fields=["webhook", "position"], name="cases_delivery_once")]
