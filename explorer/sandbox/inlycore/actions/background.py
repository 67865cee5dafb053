"""Reports and imports, which go on after the answer, and the cache, which says nothing."""

from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.deed import Deed, Given, Work


def _generate_sales_report(work: Work) -> Given:
    return Given(workflow_id=work.workflows.start("Collect orders", "Add up", "Write the report"))


def _import_products(work: Work) -> Given:
    return Given(workflow_id=work.workflows.start("Connect", "Fetch products", "Compare", "Store"))


def _clear_cache(_work: Work) -> Given:
    return Given()


BACKGROUND_DEEDS: Mapping[str, Deed] = {
    "reports/generate-sales-report": Deed(_generate_sales_report),
    "imports/import-products": Deed(_import_products),
    "system/clear-cache": Deed(_clear_cache),
}
