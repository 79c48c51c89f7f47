"""The door of the parties module: what other modules, the pages and the API may use."""

from kouan.modules.parties.bearer import viewer_for_token
from kouan.modules.parties.demo.faces import Face, become, demo_people
from kouan.modules.parties.demo.seed import seed_people
from kouan.modules.parties.refusal import SYSTEM_VIEWER, governs
from kouan.modules.parties.regimes import Credit, NoRegime, Regime, regime_on, regimes
from kouan.modules.parties.roles import ROLES, SCOPES, kind_of, scopes_of
from kouan.modules.parties.selectors import (
    Reach,
    agents_of,
    credit,
    credit_levels,
    mandates_of,
    may_act_for,
    names,
    officers,
    organisation,
    organisations,
    people,
    positions_of,
    principals_of,
    reach_of,
    roles,
    staff,
    tokens_of,
    viewer_for_person,
    viewer_for_user,
)
from kouan.modules.parties.services.mandates import accept, offer, revoke
from kouan.modules.parties.services.organisations import create_organisation, record_credit, register_agencies
from kouan.modules.parties.services.registration import Registration, found_port_office, open_organisation
from kouan.modules.parties.services.staff import (
    Account,
    Invitation,
    Post,
    add_staff,
    appoint,
    end_position,
    invite,
)
from kouan.modules.parties.services.tokens import LONGEST_DAYS, NewToken, create_token, revoke_token
from kouan.modules.parties.sign_in.second_factor import enrolling, second_factor_enforced, second_factors
from kouan.modules.parties.sign_in.visitor import choose_party, viewer_of
from kouan.modules.parties.viewer import PUBLIC, Viewer, actor_of

__all__ = [
    "LONGEST_DAYS",
    "PUBLIC",
    "ROLES",
    "SCOPES",
    "SYSTEM_VIEWER",
    "Account",
    "Credit",
    "Face",
    "Invitation",
    "NewToken",
    "NoRegime",
    "Post",
    "Reach",
    "Regime",
    "Registration",
    "Viewer",
    "accept",
    "actor_of",
    "add_staff",
    "agents_of",
    "appoint",
    "become",
    "choose_party",
    "create_organisation",
    "create_token",
    "credit",
    "credit_levels",
    "demo_people",
    "end_position",
    "enrolling",
    "found_port_office",
    "governs",
    "invite",
    "kind_of",
    "mandates_of",
    "may_act_for",
    "names",
    "offer",
    "officers",
    "open_organisation",
    "organisation",
    "organisations",
    "people",
    "positions_of",
    "principals_of",
    "reach_of",
    "record_credit",
    "regime_on",
    "regimes",
    "register_agencies",
    "revoke",
    "revoke_token",
    "roles",
    "scopes_of",
    "second_factor_enforced",
    "second_factors",
    "seed_people",
    "staff",
    "tokens_of",
    "viewer_for_person",
    "viewer_for_token",
    "viewer_for_user",
    "viewer_of",
]
