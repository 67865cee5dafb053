"""
Which options of cURL take a value, so that a value is never taken for an address.

    option_of(word)      the option's long name, and its value where the same word holds it

Source: the manual of curl 8; names of options only.
"""

from typing import Final

SHORT: Final = {
    "A": "user-agent",
    "C": "continue-at",
    "D": "dump-header",
    "E": "cert",
    "F": "form",
    "G": "get",
    "H": "header",
    "I": "head",
    "K": "config",
    "P": "ftp-port",
    "Q": "quote",
    "T": "upload-file",
    "U": "proxy-user",
    "X": "request",
    "Y": "speed-limit",
    "b": "cookie",
    "c": "cookie-jar",
    "d": "data",
    "e": "referer",
    "m": "max-time",
    "o": "output",
    "r": "range",
    "t": "telnet-option",
    "u": "user",
    "w": "write-out",
    "x": "proxy",
    "y": "speed-time",
    "z": "time-cond",
    ":": "next",
}
"""Long names of the one-letter options that matter here: those with a value, and some without."""

_WITH_VALUE: Final = """
abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header egd-file engine etag-compare
etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos
ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir
parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0
pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time
sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time
stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii
trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out
"""
TAKES_VALUE: Final = frozenset(_WITH_VALUE.split())
"""Long options that are followed by a value."""


def option_of(word: str) -> list[tuple[str, str | None]]:
    """
    The options in one word, each with its value where the same word holds it; none for a word that is no option.

    Of `-sSXPOST` these are `s`, `S` and `request` with the value POST.
    """
    if word.startswith("--") and len(word) > 2:
        name, is_set, value = word[2:].partition("=")
        return [(name, value if is_set else None)]
    if not word.startswith("-") or len(word) < 2 or word == "--":
        return []
    found: list[tuple[str, str | None]] = []
    for place, letter in enumerate(word[1:], 2):
        name = SHORT.get(letter, letter)
        if name in TAKES_VALUE:
            found.append((name, word[place:] or None))
            break
        found.append((name, None))
    return found
