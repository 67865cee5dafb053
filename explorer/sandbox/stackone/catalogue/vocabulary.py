"""
What made-up connectors are called, and which resources each category of them has.

A resource is written as `singular | plural | fields`; a field with a star is required to create one.
"""

from dataclasses import dataclass

from explorer.sandbox.stackone.catalogue.fields import FIELDS
from explorer.sandbox.stackone.catalogue.model import Input


def words(text: str) -> tuple[str, ...]:
    """The words of a text; a long list of short names reads better as a paragraph."""
    return tuple(text.split())


STEMS = words(
    "Alder Amber Anchor Birch Bramble Brook Cairn Cinder Clover Cobble Copper Coral Crest Cypress Dapple Delta Drift "
    "Dune Ember Fable Fallow Fern Finch Flint Fjord Garnet Glade Granite Grove Harbor Hazel Heath Heron Hollow Indigo "
    "Inlet Iris Ivory Jasper Juniper Kelp Kestrel Lantern Larch Linden Lotus Lumen Maple Marble Meadow Mica Moss "
    "Nectar Nimbus North Oak Ochre Opal Orchard Otter Pebble Pine Plume Poplar Prairie Quarry Quill Raven Reed Ridge "
    "River Rowan Russet Saffron Sage Sable Sequoia Shale Slate Sorrel Spruce Summit Sundial Tansy Teal Thicket Thistle "
    "Timber Tundra Umber Vale Velvet Walnut Willow Wren Yarrow Zephyr"
)

ENDINGS = {
    "hris": "folk roster payhub staffing people",
    "ats": "hire talent scout recruit intake",
    "crm": "deals crm pipeline leads clients",
    "lms": "learn campus academy lessons tutor",
    "iam": "access login keyring gate identity",
    "documents": "files vault binder shelf papers",
    "ticketing": "desk queue tracker issues support",
    "messaging": "chat relay post bell wire",
    "accounting": "ledger books invoice audit till",
    "marketing": "reach campaign echo beacon mailer",
}
"""Second halves of names by category; the keys are the categories in use."""

_RESOURCES = {
    "hris": """
        employee | employees | first_name* last_name* email* phone job_title department start_date employment_type
            salary manager_id address custom_fields
        time off request | time off requests | owner_id* period* hours status description
        department | departments | name* code parent_id is_active
        job | jobs | title* code department employment_type salary currency
        shift | shifts | owner_id* scheduled_at* duration_minutes status
        benefit | benefits | name* description rate is_active
        pay run | pay runs | name* period* currency amount status
        payslip | payslips | owner_id* period* amount currency number
        timesheet | timesheets | owner_id* period* hours* status
        office | offices | name* code address is_active
        dependant | dependants | owner_id* first_name* last_name* start_date
        skill | skills | name* description score
    """,
    "ats": """
        candidate | candidates | first_name* last_name* email* phone job_title company tags address
        application | applications | owner_id* parent_id* status score tags
        job posting | job postings | title* description department employment_type salary currency is_active
        interview | interviews | owner_id* scheduled_at* duration_minutes channel member_ids status
        scorecard | scorecards | owner_id* score* content status
        offer | offers | owner_id* salary* currency* start_date status
        rejection reason | rejection reasons | name* code is_active
        referral | referrals | owner_id* first_name last_name email*
        hiring team | hiring teams | name* member_ids* department
        pipeline stage | pipeline stages | name* position is_required
        assessment | assessments | title* duration_minutes score status
        talent pool | talent pools | name* description member_ids visibility
    """,
    "crm": """
        contact | contacts | first_name* last_name* email* phone company job_title tags address custom_fields
        deal | deals | name* amount* currency status owner_id due_date tags
        company | companies | name* website phone address tags
        lead | leads | first_name last_name email* company score status
        quote | quotes | subject* lines* currency due_date status
        product | products | name* code amount* currency is_active
        meeting | meetings | subject* scheduled_at* duration_minutes member_ids
        activity | activities | subject* content owner_id due_date status
        pipeline | pipelines | name* is_active position
        territory | territories | name* code owner_id
        forecast | forecasts | name* period* amount rate
        price list | price lists | name* currency* start_date end_date
    """,
    "lms": """
        course | courses | title* description duration_minutes locale visibility tags
        enrolment | enrolments | owner_id* parent_id* due_date status
        lesson | lessons | title* content parent_id position
        quiz | quizzes | title* parent_id score is_required
        certificate | certificates | name* owner_id* start_date end_date
        learning path | learning paths | title* description member_ids position
        learner | learners | first_name* last_name* email* locale is_active
        instructor | instructors | first_name* last_name* email* phone
        session | sessions | title* scheduled_at* duration_minutes member_ids
        assignment | assignments | title* owner_id* due_date status score
        skill level | skill levels | name* position description
        training budget | training budgets | name* amount* currency period
    """,
    "iam": """
        user | users | first_name* last_name* email* locale is_active permissions
        group | groups | name* description member_ids visibility
        role | roles | name* permissions* description
        application grant | application grants | owner_id* permissions* end_date
        access request | access requests | owner_id* parent_id* content status
        policy | policies | name* description is_active priority
        service account | service accounts | name* owner_id permissions end_date
        signing key | signing keys | name* code start_date end_date
        device | devices | name* owner_id status is_active
        directory | directories | name* website is_active
        access review | access reviews | title* period* member_ids status
        network zone | network zones | name* description tags
    """,
    "documents": """
        file | files | file_name* parent_id size_bytes visibility tags
        folder | folders | name* parent_id visibility
        drive | drives | name* description size_bytes
        share link | share links | parent_id* permissions* end_date
        template | templates | title* content* locale
        signature request | signature requests | subject* member_ids* due_date status
        approval | approvals | parent_id* owner_id* status content
        workspace | workspaces | name* visibility member_ids
        label | labels | name* code position
        retention rule | retention rules | name* duration_minutes is_active
        page | pages | title* content parent_id visibility
        audit entry | audit entries | subject* owner_id scheduled_at
    """,
    "ticketing": """
        ticket | tickets | subject* content* priority status owner_id tags custom_fields
        project | projects | name* code description visibility
        sprint | sprints | name* period* status
        board | boards | name* parent_id visibility
        component | components | name* owner_id description
        queue | queues | name* priority member_ids
        service level | service levels | name* duration_minutes* priority
        customer | customers | name* email* phone company
        knowledge article | knowledge articles | title* content* locale visibility
        incident | incidents | title* priority* status scheduled_at
        release | releases | name* start_date status
        work log | work logs | owner_id* hours* content
    """,
    "messaging": """
        message | messages | content* channel parent_id notify
        conversation | conversations | subject* member_ids* visibility
        channel | channels | name* description visibility member_ids
        contact list | contact lists | name* member_ids tags
        reaction | reactions | code* parent_id*
        reminder | reminders | content* scheduled_at* notify
        message template | message templates | title* content* locale channel
        call | calls | owner_id* scheduled_at* duration_minutes
        voicemail | voicemails | owner_id* duration_minutes content
        auto reply | auto replies | content* period is_active
        poll | polls | subject* lines due_date
        emoji | emojis | code* name*
    """,
    "accounting": """
        invoice | invoices | number* lines* currency* due_date status address
        bill | bills | number* lines* currency due_date status
        payment | payments | amount* currency* scheduled_at external_reference status
        customer | customers | name* email address currency
        vendor | vendors | name* email* phone address
        ledger account | ledger accounts | name* code* currency is_active
        journal entry | journal entries | description lines* scheduled_at
        tax rate | tax rates | name* rate* start_date
        expense | expenses | amount* currency* description owner_id status tags
        purchase order | purchase orders | number* lines* due_date status
        credit note | credit notes | number* amount* currency*
        budget | budgets | name* period* amount* currency
    """,
    "marketing": """
        campaign | campaigns | name* channel* period amount currency status tags
        subscriber | subscribers | email* first_name last_name locale tags is_active
        mailing list | mailing lists | name* description visibility
        email template | email templates | title* subject* content*
        audience | audiences | name* tags quantity
        landing page | landing pages | title* content website is_active
        form | forms | title* is_active notify
        automation | automations | name* description is_active priority
        event | events | title* scheduled_at* duration_minutes address
        advertisement | advertisements | title* amount* currency period status
        survey | surveys | title* lines due_date
        link | links | website* code* tags
    """,
}


@dataclass(frozen=True)
class Resource:
    """A kind of record: how it is called, and its fields without location, required ones marked."""

    singular: str
    plural: str
    fields: tuple[tuple[Input, bool], ...]

    @property
    def key(self) -> str:
        """The plural as it stands in addresses and identifiers."""
        return self.plural.replace(" ", "_")

    @property
    def id_prefix(self) -> str:
        """How identifiers of its records begin."""
        return "".join(word[:3] for word in self.singular.split())


def resources(category: str) -> tuple[Resource, ...]:
    """The resources of a category, the most usual first."""
    entries: list[str] = []
    for line in _RESOURCES[category].strip().splitlines():
        if "|" in line:
            entries.append(line.strip())
        else:
            entries[-1] += " " + line.strip()
    return tuple(_read(entry) for entry in entries)


def resource(category: str, singular: str) -> Resource:
    """One resource of a category; `StopIteration` if it has none of that name."""
    return next(one for one in resources(category) if one.singular == singular)


def _read(entry: str) -> Resource:
    singular, plural, fields = (part.strip() for part in entry.split("|"))
    listed = tuple((FIELDS[word.rstrip("*")], word.endswith("*")) for word in fields.split())
    return Resource(singular, plural, listed)
