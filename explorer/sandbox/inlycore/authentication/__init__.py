"""
Who may call, as laravel/passport and thephpleague/oauth2-server decide it.

    clients.py         OAuth clients, people, and what each may do
    tokens.py          access tokens, refresh tokens and codes that were issued
    refusal.py         error bodies of the token endpoint
    grants.py          the three grants
    token_route.py     POST /oauth/token
    consent_route.py   GET /oauth/authorize and the login page
"""
