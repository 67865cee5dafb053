"""
Access tokens: asked for with client credentials, or given by a person; one interface for both.

    BearerToken         where the next request's token comes from
      TokenSource       client credentials; asked for when first needed, one request for all who wait
      FixedToken        a token that a person gave
    ClientCredentials   who asks, and where

Only client credentials for now; a signed-in user's token will be a third kind.
"""

from explorer.providers.oauth_token.bearer import BearerToken, FixedToken
from explorer.providers.oauth_token.credentials import ClientCredentials
from explorer.providers.oauth_token.source import TokenSource

__all__ = ["BearerToken", "ClientCredentials", "FixedToken", "TokenSource"]
