"""A second verifier, written from docs/credential-format.md: a request a line in, a JSON line out (docs/kit.md).

Needs python3 with cryptography and cbor2 (Debian: python3-cryptography python3-cbor2). Section numbers are those of
the document. It is a proof that the document suffices, no product: nothing is kept between two requests.
"""

import base64
import calendar
import datetime
import hashlib
import json
import math
import re
import sys
import unicodedata
import zlib

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

PRIVATE = -65537
DAY = 86400
MAX_SAFE = 2**53 - 1


class Refused(Exception):
    """A verdict that ends the reading."""

    def __init__(self, verdict, *notes):
        super().__init__(verdict)
        self.verdict = verdict
        self.notes = list(notes)


def malformed():
    return Refused("malformed")


# --- section 2: deterministic CBOR -----------------------------------------------------------------------------------


class Tag:
    def __init__(self, number, value):
        self.number = number
        self.value = value


def decode(data, max_bytes=65536, max_items=4096, max_depth=8):
    """Exactly one item, in the one encoding that the subset allows."""
    if len(data) > max_bytes:
        raise malformed()
    at = 0
    items = 0

    def argument(info):
        nonlocal at
        if info < 24:
            return info
        if info > 27:
            raise malformed()
        size = 1 << (info - 24)
        if at + size > len(data):
            raise malformed()
        value = int.from_bytes(data[at : at + size], "big")
        at += size
        if value < (24 if size == 1 else 1 << (4 * size)) or value > MAX_SAFE:
            raise malformed()
        return value

    def item(depth):
        nonlocal at, items
        if at >= len(data):
            raise malformed()
        initial = data[at]
        at += 1
        items += 1
        if items > max_items:
            raise malformed()
        if initial in (0xF4, 0xF5, 0xF6):
            return {0xF4: False, 0xF5: True, 0xF6: None}[initial]
        major = initial >> 5
        if major == 7:
            raise malformed()
        value = argument(initial & 31)
        if major == 0:
            return value
        if major == 1:
            if value >= MAX_SAFE:
                raise malformed()
            return -1 - value
        if major in (2, 3):
            if at + value > len(data):
                raise malformed()
            content = bytes(data[at : at + value])
            at += value
            if major == 2:
                return content
            try:
                return content.decode("utf-8")
            except UnicodeDecodeError:
                raise malformed() from None
        if depth == max_depth:
            raise malformed()
        if major == 4:
            return [item(depth + 1) for _ in range(value)]
        if major == 5:
            result = {}
            previous = b""
            for _ in range(value):
                start = at
                key = item(depth + 1)
                if isinstance(key, bool) or not isinstance(key, (int, str)):
                    raise malformed()
                encoded = bytes(data[start:at])
                if encoded <= previous:
                    raise malformed()
                previous = encoded
                result[key] = item(depth + 1)
            return result
        return Tag(value, item(depth + 1))

    value = item(0)
    if at != len(data):
        raise malformed()
    return value


# --- shapes: a map has exactly the keys of its table -------------------------------------------------------------------


def is_int(value, low, high):
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def uint(high=MAX_SAFE):
    return lambda value: is_int(value, 0, high)


def text(limit):
    return lambda value: isinstance(value, str) and len(value.encode("utf-8")) <= limit


def octets(low, high=None):
    return lambda value: isinstance(value, bytes) and low <= len(value) <= (low if high is None else high)


def flag(value):
    return value is True


def is_date(value):
    if isinstance(value, str):
        return bool(re.fullmatch(r"\d{4}(-\d{2})?", value, re.ASCII)) and partial_date(value) is not None
    return is_int(value, -62091, 157053)


def partial_date(value):
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the calendar from 1800 to 2399, or None."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value, re.ASCII)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not 1800 <= year < 2400 or not 1 <= month <= 12:
        return None
    return value if 1 <= day <= calendar.monthrange(year, month)[1] else None


def iso(value):
    """A date as text."""
    if isinstance(value, str):
        return value
    # Days from 1970-01-01, by the proleptic Gregorian calendar.
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=value)).isoformat()


time = uint(253402300799)


def shape(value, required, optional=None):
    """Whether a value is a map with these keys."""
    optional = optional or {}
    if not isinstance(value, dict):
        return False
    for key, check in required.items():
        if key not in value or not check(value[key]):
            return False
    for key in value:
        if key not in required and (key not in optional or not optional[key](value[key])):
            return False
    return True


def need(condition, verdict="malformed"):
    if not condition:
        raise Refused(verdict)


# --- section 3: COSE_Sign1 --------------------------------------------------------------------------------------------


class Message:
    def __init__(self, value):
        if not isinstance(value, Tag) or value.number != 18:
            raise malformed()
        parts = value.value
        if not isinstance(parts, list) or len(parts) != 4:
            raise malformed()
        protected, unprotected, payload, signature = parts
        if not isinstance(protected, bytes) or not isinstance(payload, bytes):
            raise malformed()
        if unprotected != {} or not isinstance(unprotected, dict):
            raise malformed()
        if not isinstance(signature, bytes) or len(signature) != 64:
            raise malformed()
        self.header = decode(protected)
        if not isinstance(self.header, dict) or self.header.get(1) != -7:
            raise malformed()
        self.payload = payload
        self.signature = signature
        self.to_be_signed = cbor2.dumps(["Signature1", protected, b"", payload])

    def key_id(self, typ):
        """Section 1: the header of a thing that the issuer signs."""
        same = {1: lambda v: v == -7, 4: octets(4), 16: lambda v: v == typ}
        need(shape(self.header, same))
        return self.header[4]


def read_message(data, max_bytes=65536):
    return Message(decode(data, max_bytes=max_bytes))


# --- section 4: keys --------------------------------------------------------------------------------------------------


def is_cose_key(value):
    return shape(
        value,
        {1: lambda v: v == 2, -1: lambda v: v == 1, -2: octets(32), -3: lambda v: isinstance(v, bool)},
    )


def load_key(x, y_is_odd):
    """The point, or None where there is none."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes([3 if y_is_odd else 2]) + x)
    except ValueError:
        return None


def holds(key, message):
    r, s = message.signature[:32], message.signature[32:]
    der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    try:
        key.verify(der, message.to_be_signed, ec.ECDSA(hashes.SHA256()))
        return True
    except InvalidSignature:
        return False


# --- section 9: trust list ---------------------------------------------------------------------------------------------

ROLES = {1: "card", 2: "snapshot", 3: "status"}


def is_listed_key(value):
    return shape(value, {1: octets(4), 2: lambda v: is_int(v, 1, 3), 3: is_cose_key, 4: time, 5: time})


def read_trust_list(data, roots, now, newer_than=-1):
    message = read_message(data, 16384)
    key_id = message.key_id("bhyt-trust+cwt")
    root = next((each for each in roots if each["keyId"] == key_id), None)
    need(root, "unknown_key")
    need(root["key"] is not None and holds(root["key"], message), "bad_signature")
    claims = decode(message.payload, 16384)
    need(shape(claims, {1: text(16), 4: time, 6: time, PRIVATE: lambda v: isinstance(v, dict)}))
    content = claims[PRIVATE]
    is_keys = lambda v: isinstance(v, list) and len(v) <= 64 and all(is_listed_key(each) for each in v)
    need(shape(content, {1: uint(), 2: is_keys}, {3: flag}))
    need(now < claims[4], "expired")
    need(content[1] > newer_than, "not_newer")
    return {
        "issuer": claims[1],
        "expires": claims[4],
        "specimen": content.get(3, False) or root["demo"],
        "keys": content[2],
    }


def open_signed(message, typ, role, trust_list, now, read_claims, max_bytes=65536):
    """Section 13, steps 2 to 6: the claims of a thing that the issuer signed."""
    key_id = message.key_id(typ)
    if now >= trust_list["expires"]:
        raise Refused("trust_list_expired")
    listed = [key for key in trust_list["keys"] if ROLES[key[2]] == role and key[1] == key_id]
    need(listed, "unknown_key")
    key = listed[0]
    point = load_key(key[3][-2], key[3][-3])
    need(point is not None and holds(point, message), "bad_signature")
    claims = read_claims(decode(message.payload, max_bytes))
    issuer = claims.get(1, trust_list["issuer"])
    need(issuer == trust_list["issuer"] and key[4] <= claims[6] <= key[5], "unknown_key")
    return claims


# --- section 10: status list --------------------------------------------------------------------------------------------


def read_status_list(data, trust_list, now):
    limit = 525312
    message = read_message(data, limit)

    def read_claims(claims):
        is_content = lambda v: shape(v, {"bits": lambda b: is_int(b, 1, 1), "lst": octets(0, 524288)})
        is_subject = lambda v: isinstance(v, str) and re.fullmatch(
            r"urn:vi-bhyt:status-list:(0|[1-9][0-9]{0,4})", v
        )
        need(shape(claims, {2: is_subject, 4: time, 6: time, 65533: is_content, 65534: uint()}))
        return claims

    claims = open_signed(message, "application/statuslist+cwt", "status", trust_list, now, read_claims, limit)
    need(claims[6] <= now + DAY, "not_yet_valid")
    unpack = zlib.decompressobj()
    try:
        bits = unpack.decompress(claims[65533]["lst"], 2097153)
    except zlib.error:
        raise malformed() from None
    need(unpack.eof and len(bits) <= 2097152 and not unpack.unused_data)
    return {
        "list": int(claims[2].rsplit(":", 1)[1]),
        "stale_from": min(claims[4], claims[6] + claims[65534]),
        "issued": claims[6],
        "bits": bits,
    }


# --- section 5: card credential ------------------------------------------------------------------------------------------

CARD_REQUIRED = {1: text(15), 2: text(100), 3: is_date}
CARD_OPTIONAL = {
    4: lambda v: is_int(v, 1, 2),
    5: text(5),
    6: is_date,
    7: is_date,
    8: is_date,
    9: lambda v: is_int(v, 1, 5),
    10: lambda v: is_int(v, 1, 3),
    11: text(10),
    20: lambda v: isinstance(v, list) and len(v) == 2 and uint(65535)(v[0]) and uint(16777215)(v[1]),
    21: flag,
    22: lambda v: is_int(v, 1, 65535),
}


def read_credential_claims(claims):
    is_cnf = lambda v: shape(v, {1: is_cose_key})
    is_card = lambda v: shape(v, CARD_REQUIRED, CARD_OPTIONAL)
    need(shape(claims, {1: text(16), 4: time, 6: time, PRIVATE: is_card}, {8: is_cnf}))
    need(0 < claims[4] - claims[6] <= 30 * DAY)
    return claims


def show_card(card):
    names = {
        1: ("bhytNumber", str),
        2: ("fullName", str),
        3: ("dateOfBirth", iso),
        4: ("sex", {1: "male", 2: "female"}.get),
        5: ("facilityCode", str),
        6: ("validFrom", iso),
        7: ("validTo", iso),
        8: ("fiveYearDate", iso),
        9: ("benefitLevel", int),
        10: ("livingArea", {1: "K1", 2: "K2", 3: "K3"}.get),
        11: ("bhxhCode", str),
    }
    return {name: show(card[key]) for key, (name, show) in names.items() if key in card}


def midnight(date, later):
    """Midnight in Vietnam at the start of a partial date, or of the period after it."""
    year, month, day = (list(map(int, date.split("-"))) + [None, None])[:3]
    if month is None:
        year, month, day = year + later, 1, 1
    elif day is None:
        month, day = month + later, 1
        if month > 12:
            year, month = year + 1, 1
    else:
        return calendar.timegm((year, month, day, 0, 0, 0)) + later * DAY - 7 * 3600
    return calendar.timegm((year, month, day, 0, 0, 0)) - 7 * 3600


# --- section 7: BHYT QR text -----------------------------------------------------------------------------------------------


def trim(part):
    part = re.sub(r"[\t\r\n   　]+", " ", part)
    return part.strip(" \x00").strip()


def written_date(part):
    """dd/MM/yyyy, with single digits; MM/yyyy; yyyy; zeros for what is unknown."""
    part = part.strip()
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", part, re.ASCII)
    if match and (int(match[1]), int(match[2])) == (0, 0):
        return partial_date(match[3])
    if match:
        return partial_date(f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}")
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{4})", part, re.ASCII)
    if match:
        return partial_date(f"{match[2]}-{match[1]:0>2}")
    return partial_date(part) if re.fullmatch(r"\d{4}", part, re.ASCII) else None


def hex_text(part):
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", part):
        try:
            part = bytes.fromhex(part).decode("utf-8")
        except UnicodeDecodeError:
            return None
    part = unicodedata.normalize("NFC", part).strip()
    letters = [c for c in part if unicodedata.category(c).startswith("L")]
    if any(unicodedata.category(c).startswith("C") for c in part):
        return None
    return part if len(letters) >= 2 else None


def read_bhyt_text(scanned):
    """The card that a BHYT QR text claims; None when it is none."""
    parts = [trim(part) for part in scanned.split("|")]
    while len(parts) > 1 and parts[-1] in ("", "$", "#"):
        parts.pop()
    number = parts[0].upper()
    card_15 = re.fullmatch(r"[A-Z]{2}([1-5])\d{2}([0-9A-Z]{10})", number, re.ASCII)
    if not card_15 and not re.fullmatch(r"\d{10}|\d{12}", number, re.ASCII):
        return None
    field = lambda index: parts[index] if index < len(parts) and parts[index] not in ("", "-") else None
    name = hex_text(field(1)) if field(1) else None
    born = written_date(field(2)) if field(2) else None
    if not name or not born:
        return None
    card = {"bhytNumber": number, "fullName": name, "dateOfBirth": born}
    if field(3) in ("1", "2"):
        card["sex"] = {"1": "male", "2": "female"}[field(3)]
    facility = re.sub(r"[^0-9A-Za-z]", "", field(5) or "").upper()
    if re.fullmatch(r"\d{2}[0-9A-Z]{3}", facility, re.ASCII):
        card["facilityCode"] = facility
    for index, key in ((6, "validFrom"), (7, "validTo"), (12, "fiveYearDate")):
        date = written_date(field(index)) if field(index) else None
        if date:
            card[key] = date
    level = field(14) if field(14) else card_15 and card_15[1]
    if level and re.fullmatch(r"[1-5]", level):
        card["benefitLevel"] = int(level)
    if field(11) and re.fullmatch(r"K?[123]", field(11)):
        card["livingArea"] = "K" + field(11)[-1]
    if card_15 and card_15[2].isdigit():
        card["bhxhCode"] = card_15[2]
    elif len(number) == 10:
        card["bhxhCode"] = number
    place = hex_text(field(15)) if field(15) else None
    if place:
        card["placeOfIssue"] = place
    return card


# --- section 12: totals -----------------------------------------------------------------------------------------------------


def read_totals_claims(claims):
    months = uint(1200)
    is_months = lambda v: shape(v, {1: months, 2: months, 3: months, 4: months})
    is_content = lambda v: shape(v, {1: text(100), 2: is_date, 3: text(10), 4: is_date, 5: is_months}, {21: flag})
    need(shape(claims, {1: text(16), 4: time, 6: time, PRIVATE: is_content}))
    return claims


def judge_totals(message, trust_list, now):
    claims = open_signed(message, "bhyt-totals+cwt", "snapshot", trust_list, now, read_totals_claims)
    content = claims[PRIVATE]
    if trust_list["specimen"]:
        need(content.get(21), "bad_signature")
    need(now < claims[4], "expired")
    names = {1: "bhxh", 2: "bhtn", 3: "tnld", 4: "bhyt"}
    return {
        "verdict": "valid_totals",
        "notes": ["specimen"] if content.get(21) else [],
        "totals": {
            "fullName": content[1],
            "dateOfBirth": iso(content[2]),
            "bhxhCode": content[3],
            "asOf": iso(content[4]),
            "months": {names[key]: value for key, value in content[5].items()},
        },
    }


# --- section 13: from a scan to a verdict --------------------------------------------------------------------------------------

DOUBTS = {"specimen", "stale_status_list", "status_not_checked"}
COLOURS = {
    "valid_totals": "none",
    "not_a_card": "none",
    "not_ours": "none",
    "unsigned": "amber",
    "stale_credential": "amber",
    "clock_differs": "amber",
    "unknown_relation": "amber",
}

# Verdicts that come after the replay memory was asked (step 14).
FRESH = ("valid", "stale_credential", "clock_differs", "unknown_relation")

PAPERS = {65001: "referral", 65002: "reexamination", 65003: "sick_leave"}


def read_wallet_code(scanned):
    """Step 1: the bytes of a wallet code; None when the text has not its prefix."""
    if not scanned.startswith("BHYT:"):
        return None
    digits = scanned[7:]
    if not scanned.startswith("BHYT:1/"):
        raise Refused("unsupported_version" if re.match(r"BHYT:[0-9]{1,9}/", scanned) else "malformed")
    need(len(digits) <= 1200 and re.fullmatch(r"[1-9][0-9]*", digits))
    number = int(digits)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    need(data[0] == 0xD2)
    return data


def judge(scanned, desk):
    now, trust_list = desk["now"], desk["trust_list"]
    data = read_wallet_code(scanned)
    if data is None:
        card = read_bhyt_text(scanned)
        return {"verdict": "unsigned", "notes": [], "card": card} if card else {"verdict": "not_ours", "notes": []}
    outer = read_message(data)
    typ = outer.header.get(16)
    if is_int(typ, 0, MAX_SAFE) and typ in PAPERS:
        return {"verdict": "not_a_card", "notes": [], "paper": PAPERS[typ]}
    if typ == "bhyt-totals+cwt":
        return judge_totals(outer, trust_list, now)
    token = None
    inner = outer
    if typ == 294 and not isinstance(typ, bool):
        need(set(outer.header) == {1, 13, 16})
        token = outer
        inner = Message(outer.header[13])
    claims = open_signed(inner, "bhyt+cwt", "card", trust_list, now, read_credential_claims)
    card = claims[PRIVATE]
    if trust_list["specimen"]:
        need(card.get(21), "bad_signature")

    shown = None
    need((8 in claims) == (token is not None), "bad_signature")
    if token is not None:
        holder = load_key(claims[8][1][-2], claims[8][1][-3])
        need(holder is not None)
        need(holds(holder, token), "bad_signature")
        shown = decode(token.payload)
        need(shape(shown, {3: text(64), 6: time}, {39: octets(16)}))
        need(not (shown[3].startswith("urn:vi-bhyt:poster:") and 39 in shown))

    status = next((each for each in desk["status_lists"] if 20 in card and each["list"] == card[20][0]), None)
    verdict, notes = judge_claims(claims, shown, token, status, desk)
    if card.get(21):
        notes.append("specimen")
    if card.get(22) == 1:
        notes.append("carer")
    if shown and shown[3].startswith("urn:vi-bhyt:poster:") and verdict != "wrong_audience":
        notes.append("poster")
    if 20 in card and status is None:
        notes.append("status_not_checked")
    elif 20 in card and now >= status["stale_from"]:
        notes.append("stale_status_list")
    if verdict in ("valid", "valid_unbound"):
        if claims[6] > now + 120 or (shown and abs(now - shown[6]) > 120):
            notes.append("skew")
    if desk["just_seen"] and shown and verdict in FRESH:
        notes.append("just_taken")
    return {"verdict": verdict, "notes": notes, "card": show_card(card)}


def judge_claims(claims, shown, token, status, desk):
    """Steps 9 to 17: the verdict, and the notes that belong to it alone."""
    now, nonce, facility = desk["now"], desk["nonce"], desk["facility"]
    card = claims[PRIVATE]
    if shown:
        if nonce is not None:
            taken = [f"urn:vi-bhyt:desk:{facility}"]
        else:
            taken = ["urn:vi-bhyt:desk"] + ([f"urn:vi-bhyt:poster:{facility}"] if facility else [])
        if shown[3] not in taken:
            return "wrong_audience", []
        if nonce is not None and shown.get(39) != nonce:
            return "replayed", []
    shown_at = shown[6] if shown else claims[6]
    starts = midnight(iso(card[6]), 0) if 6 in card else None
    ends = midnight(iso(card[7]), 1) if 7 in card else None
    if claims[6] > now + 600 or shown_at < claims[6] or (starts is not None and now < starts):
        return "not_yet_valid", []
    if now >= claims[4] or shown_at >= claims[4] or (ends is not None and now >= ends):
        return "expired", []
    if status is not None:
        index = card[20][1]
        if index // 8 >= len(status["bits"]):
            return "malformed", []
        if status["bits"][index // 8] >> (index % 8) & 1:
            return "revoked", []
    if shown:
        if hashlib.sha256(token.to_be_signed).hexdigest() in desk["taken"] or desk["seen"]:
            return "replayed", []
        if nonce is None:
            if now - claims[6] > 7 * DAY:
                return "stale_credential", ["nonce_required"]
            apart = abs(now - shown[6])
            if apart > 120:
                return "clock_differs", ["nonce_required"] if apart > 600 else []
    if card.get(22, 1) != 1:
        return "unknown_relation", []
    return ("valid" if shown else "valid_unbound"), []


# --- the conversation ------------------------------------------------------------------------------------------------------------


def read_roots(written):
    unpad = lambda value: base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    return [
        {
            "keyId": unpad(each["keyId"]),
            "key": load_key(unpad(each["x"]), each["yIsOdd"]),
            "demo": each["demo"],
        }
        for each in json.loads(written)
    ]


def answer(request):
    roots, now = read_roots(request["roots"]), request["now"]
    unhex = lambda name: bytes.fromhex(request[name]) if name in request else None
    if request["kind"] == "trust-list":
        read_trust_list(unhex("message"), roots, now, request.get("newerThan", -1))
        return {"verdict": "ok", "notes": []}
    # Whether the trust list is over is found at step 3, not when it is read.
    trust_list = read_trust_list(unhex("trustList"), roots, -1)
    if request["kind"] == "status-list":
        read_status_list(unhex("message"), trust_list, now)
        return {"verdict": "ok", "notes": []}
    # Those that are held as well, under the trust list that came; section 10.
    newest = {}
    for each in request.get("heldStatusLists", []) + request.get("statusLists", []):
        try:
            taken = read_status_list(bytes.fromhex(each), {**trust_list, "expires": math.inf}, now)
        except Refused:
            # A list that does not verify counts as none.
            continue
        if taken["list"] not in newest or newest[taken["list"]]["issued"] < taken["issued"]:
            newest[taken["list"]] = taken
    status_lists = list(newest.values())
    desk = {
        "now": now,
        "trust_list": trust_list,
        "status_lists": status_lists,
        "nonce": unhex("nonce"),
        "facility": request.get("facility"),
        "taken": set(),
        "seen": request.get("seen", False),
        "just_seen": request.get("justSeen", False),
    }
    try:
        outcome = judge(request["text"].strip(), desk)
    except Refused as refused:
        if refused.verdict == "trust_list_expired":
            outcome = {"verdict": "unknown_key", "notes": ["trust_list_expired"]}
        else:
            outcome = {"verdict": refused.verdict, "notes": refused.notes}
    return {**outcome, "colour": colour_of(outcome)}


def colour_of(outcome):
    """At a desk that was not made for a demo."""
    if outcome["verdict"] in ("valid", "valid_unbound"):
        return "amber" if DOUBTS & set(outcome["notes"]) else "green"
    return COLOURS.get(outcome["verdict"], "red")


def main():
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answered = answer(request)
        except Refused as refused:
            answered = {"verdict": refused.verdict, "notes": refused.notes}
        sys.stdout.write(json.dumps({"id": request.get("id"), **answered}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
