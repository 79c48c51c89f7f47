"""Tables of the parties module: what is true of organisations, people, mandates, credit levels and tokens.

Days on which something is valid are dates in the port; instants are integer microseconds (kernel.clock).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kouan.kernel.text import Text


class Organisation(models.Model):
    """A firm by its 18-character social credit code, or an agency by its short code."""

    id = models.CharField(max_length=18, primary_key=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    customs_code = models.CharField(max_length=10, blank=True, default="")
    demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customs_code"], condition=~Q(customs_code=""), name="one_customs_code"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.name_zh}"

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en)


class OrganisationRole(models.Model):
    """One thing an organisation does in the port; it may do several."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="role_rows")
    role = models.CharField(max_length=24, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="one_row_a_role")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class Person(models.Model):
    """Somebody who works for an organisation and signs in as a Django user."""

    id = models.CharField(max_length=24, primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="person")
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.id} {self.name_zh}"

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en)


class Position(models.Model):
    """A post that a person holds at an organisation, at a desk of it where it has desks, from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    desk = models.CharField(max_length=40, blank=True, default="")
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=100)
    # Manages the organisation's staff, mandates and tokens.
    administers = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}/{self.desk}"

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)


class Mandate(models.Model):
    """代理报关委托: the principal lets the agent act for it. Where it stands follows from its days."""

    principal = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    agent = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    # Codes of the procedures it covers; empty: all of them.
    procedures = models.JSONField(default=list)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    offered_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agent", "accepted_on"], name="mandates_of_agent")]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="nobody_mandates_itself"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="mandate_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} -> {self.agent_id}: {self.status}"

    @property
    def status(self) -> str:
        """ "offered", "accepted" or "revoked"."""
        if self.revoked_on is not None:
            return "revoked"
        return "offered" if self.accepted_on is None else "accepted"


class CreditRecord(models.Model):
    """A customs credit level given on a day. Rows are only added: a correction is a later row for the same day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="credit_records")
    level = models.CharField(max_length=24)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True, default="")
    recorded_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "since"], name="credit_by_day")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.level} since {self.since}"


class Token(models.Model):
    """A key for machines, kept as its SHA-256; it acts as one person at one organisation within its scopes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    # The first characters, so that its owner can tell tokens apart.
    hint = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    revoked_at = models.BigIntegerField(null=True, blank=True)
    # To the hour: enough to find forgotten tokens, without a write for every request.
    last_used_at = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.hint}… {self.name}"
