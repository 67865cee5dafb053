"""
What texts of requests have in common that people copy to run them elsewhere: cURL, Python, the platforms' own SDKs.

    code             a copied text, and who writes one
    holes            masked secrets as places that an environment variable fills
    python_literal   texts, bytes and JSON as Python writes them
    stackone_sdk     a run of StackOne through `stackone-ai`
    pipedream_sdk    a run of Pipedream through `pipedream`

Nothing here knows a secret: all of it is made from requests as they are shown.
"""
