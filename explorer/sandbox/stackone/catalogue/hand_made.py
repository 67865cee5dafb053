"""The connectors whose records are our own: people, candidates, contacts and files, with everyday actions."""

from dataclasses import replace

from explorer.sandbox.stackone.catalogue.fields import FIELDS
from explorer.sandbox.stackone.catalogue.model import Action, Connector, Input
from explorer.sandbox.stackone.catalogue.verbs import VERBS, action, record_id
from explorer.sandbox.stackone.catalogue.vocabulary import Resource, resource

PEOPLE = "cedarfolk"
CANDIDATES = "larkhire"
CONTACTS = "tidecrm"
FILES = "papernest"

_VERBS = {verb.key: verb for verb in VERBS}
_EVERYDAY = ("list", "get", "create", "update", "delete")

EMPLOYEE = Resource(
    "employee",
    "employees",
    (
        (FIELDS["first_name"], True),
        (FIELDS["last_name"], True),
        (FIELDS["email"], True),
        (
            Input(
                "employee_number",
                "number",
                description="Number in the payroll, up to 19 digits, kept exactly",
                is_integer=True,
                rules={"min": 1, "max": 9_223_372_036_854_775_807},
            ),
            False,
        ),
        (replace(FIELDS["salary"], description="Yearly pay before tax, kept to the last digit"), False),
        (FIELDS["currency"], False),
        (FIELDS["job_title"], False),
        (FIELDS["department"], False),
        (FIELDS["employment_status"], False),
        (FIELDS["employment_type"], False),
        (FIELDS["start_date"], False),
        (FIELDS["end_date"], False),
        (FIELDS["phone"], False),
        (FIELDS["manager_id"], False),
        (FIELDS["address"], False),
        (FIELDS["tags"], False),
        (FIELDS["custom_fields"], False),
    ),
)


_TASK = (
    Input("task", "string", description="What is to be done", is_required=True, rules={"minLength": 1}),
    Input("hours", "number", description="Time it takes, such as 0.25", rules={"min": 0}),
    Input("is_optional", "boolean", description="May be left out"),
)
_STAGE = (
    Input("name", "string", description="Such as First day", is_required=True, rules={"minLength": 1}),
    Input("tasks", "object", description="In the order in which they are done", is_array=True, properties=_TASK),
)


def _notice(title: str, by: str, part: Input) -> Input:
    kind = Input("by", "enum", is_required=True, values=(by,))
    return Input(title, "object", properties=(kind, replace(part, is_required=True)))


_NOTICES = (
    _notice("E-mail", "email", Input("address", description="Who is written to", rules={"format": "email"})),
    _notice("Chat", "chat", Input("channel", description="Where it is announced, such as #people")),
    _notice("Letter", "letter", Input("copies", "number", is_integer=True, rules={"min": 1, "max": 9})),
)


def hand_made_connectors() -> tuple[Connector, ...]:
    """All of them; the same whatever the seed."""
    return (_people(), _candidates(), _contacts(), _files())


def _everyday(key: str, category: str, one: Resource, verbs: tuple[str, ...] = _EVERYDAY) -> tuple[Action, ...]:
    return tuple(action(key, category, one, _VERBS[verb]) for verb in verbs)


def _people() -> Connector:
    employees = _everyday(PEOPLE, "hris", EMPLOYEE, (*_EVERYDAY, "search", "count", "export"))
    absences = _everyday(PEOPLE, "hris", resource("hris", "time off request"), ("list", "get", "create", "update"))
    departments = _everyday(PEOPLE, "hris", resource("hris", "department"), ("list", "get"))
    return Connector(
        key=PEOPLE,
        name="Cedarfolk",
        version="1.4.0",
        category="hris",
        description="Staff records, pay and absences of a made-up company.",
        authentication_type="custom",
        actions=(*map(_with_employee_rules, employees), *absences, *departments, _onboarding()),
    )


def _onboarding() -> Action:
    return Action(
        connector_key=PEOPLE,
        name="plan_onboarding",
        label="Plan onboarding",
        description="The first weeks of an employee: stages with their tasks, and how everybody hears of it.",
        action_type="custom",
        categories=("hris",),
        resource=EMPLOYEE.key,
        verb="plan_onboarding",
        method="post",
        path="/v1/employees/{id}/onboarding",
        inputs=(
            record_id(EMPLOYEE),
            Input("title", "string", "body", "Name of the plan", is_required=True, rules={"minLength": 1}),
            Input("stages", "object", "body", "One after the other", is_array=True, properties=_STAGE),
            Input("notice", "object", "body", "How it is announced", variants=_NOTICES),
        ),
    )


def _with_employee_rules(made: Action) -> Action:
    if made.verb == "list":
        by_department = replace(FIELDS["department"], location="query", description="Only people of this department")
        return replace(made, inputs=(*made.inputs, by_department))
    if made.verb == "update":
        rule = {
            "type": "requiredIf",
            "field": "end_date",
            "condition": {"field": "employment_status", "equals": "terminated"},
            "errorMessage": "A terminated employee needs an end_date",
        }
        return replace(made, validation_rules=(rule,))
    return made


def _candidates() -> Connector:
    candidate = resource("ats", "candidate")
    move = Action(
        connector_key=CANDIDATES,
        name="move_candidate",
        label="Move candidate to stage",
        description="Puts a candidate into another stage of the hiring pipeline.",
        action_type="custom",
        categories=("ats",),
        resource=candidate.key,
        verb="move",
        method="post",
        path="/v1/candidates/{id}/stage",
        inputs=(
            record_id(candidate),
            Input(
                "stage",
                "enum",
                "body",
                "The stage to move to",
                is_required=True,
                values=("new", "screening", "interview", "offer", "hired", "rejected"),
            ),
            Input("note", "string", "body", "Why, for the team", is_nullable=True),
        ),
    )
    postings = _everyday(CANDIDATES, "ats", resource("ats", "job posting"), ("list", "get", "create"))
    interviews = _everyday(CANDIDATES, "ats", resource("ats", "interview"), ("list", "create", "update"))
    return Connector(
        key=CANDIDATES,
        name="Larkhire",
        version="2.1.0",
        category="ats",
        description="Candidates, job postings and interviews of a made-up company.",
        authentication_type="oauth2",
        actions=(*_everyday(CANDIDATES, "ats", candidate, (*_EVERYDAY, "search")), move, *postings, *interviews),
    )


def _contacts() -> Connector:
    contacts = _everyday(CONTACTS, "crm", resource("crm", "contact"), (*_EVERYDAY, "search", "create_many"))
    deals = _everyday(CONTACTS, "crm", resource("crm", "deal"))
    return Connector(
        key=CONTACTS,
        name="Tide CRM",
        version="1.0.2",
        category="crm",
        description="Contacts and deals of a made-up company.",
        authentication_type="oauth2",
        actions=contacts + deals,
    )


def _files() -> Connector:
    file = resource("documents", "file")
    upload = Action(
        connector_key=FILES,
        name="unified_upload_file",
        label="Upload file",
        description="Stores a new file; its content is given as text or as Base64.",
        action_type="create",
        categories=("documents",),
        resource=file.key,
        verb="upload",
        method="post",
        path="/v1/files",
        schema_type="unified",
        inputs=(
            replace(FIELDS["file_name"], location="body", is_required=True),
            Input("content", "string", "body", "The content, for a text file"),
            Input("content_base64", "string", "body", "The content in Base64, for any other file"),
            Input("content_type", "string", "body", "Media type, such as text/plain", default="text/plain"),
            replace(FIELDS["parent_id"], location="body", description="Folder to put it in"),
            replace(FIELDS["tags"], location="body"),
        ),
        validation_rules=(
            {
                "type": "mutuallyExclusive",
                "fields": ["content", "content_base64"],
                "errorMessage": "Give the content once: as text or as Base64",
            },
            {
                "type": "atLeastOneOf",
                "fields": ["content", "content_base64"],
                "errorMessage": "Give the content as text or as Base64",
            },
        ),
    )
    download = Action(
        connector_key=FILES,
        name="unified_download_file",
        label="Download file",
        description="Gives the content of one file, byte for byte.",
        action_type="custom",
        categories=("documents",),
        resource=file.key,
        verb="download",
        method="get",
        path="/v1/files/{id}/content",
        schema_type="unified",
        inputs=(record_id(file), Input("format", "string", "query", "Media type to convert to, if it can be")),
    )
    listed = tuple(
        replace(one, name=f"unified_{one.name}", schema_type="unified")
        for one in _everyday(FILES, "documents", file, ("list", "get", "delete"))
    )
    return Connector(
        key=FILES,
        name="Papernest",
        version="1.2.0",
        category="documents",
        description="Files and folders of a made-up company.",
        authentication_type="oauth2",
        actions=(*listed, upload, download, *_everyday(FILES, "documents", resource("documents", "folder"))),
    )
