"""CBOR, COSE_Sign1 and keys: sections 2 to 4 of docs/credential-format.md."""

from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Item = Any  # what `decode` gives: int, bytes, str, bool, None, list, dict or Tag

class Refused(Exception):
    """Ends a check with its verdict, and with a note where the step has one."""

    def __init__(self, verdict: str, *notes: str) -> None:
        super().__init__(verdict)
        self.verdict, self.notes = verdict, list(notes)

def require(holds: object, verdict: str = 'malformed') -> None:
    if not holds:
        raise Refused(verdict)

# Section 2
GREATEST = 2**53 - 1
MAX_NESTING, MAX_ITEMS = 8, 4096
SIMPLE = {20: False, 21: True, 22: None}

class Tag(NamedTuple):
    number: int
    content: Item

def is_integer(item: Item) -> bool:
    return isinstance(item, int) and not isinstance(item, bool)

def decode(data: bytes, max_bytes: int = 65536) -> Item:
    """The one item that the bytes are, in deterministic encoding; anything else is refused."""
    require(len(data) <= max_bytes)
    reader = Reader(data)
    item = reader.read_item(0)
    require(reader.at == len(data))
    return item

class Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = self.items = 0

    def take(self, length: int) -> bytes:
        start, self.at = self.at, self.at + length
        require(self.at <= len(self.data))
        return self.data[start : self.at]

    def read_head(self) -> tuple[int, int]:
        first = self.take(1)[0]
        major, short = first >> 5, first & 31
        if short < 24:
            return major, short
        require(short <= 27)  # 28 to 30 are reserved, 31 is an indefinite length
        size = 1 << (short - 24)
        argument = int.from_bytes(self.take(size), 'big')
        require(argument >= (24 if size == 1 else 1 << (4 * size)))  # the shortest form
        return major, argument

    def read_item(self, nesting: int) -> Item:
        self.items += 1
        require(self.items <= MAX_ITEMS)
        major, argument = self.read_head()
        if major == 7:
            require(argument in SIMPLE)  # the argument of a float is never that small in its shortest form
            return SIMPLE[argument]
        require(argument + (major == 1) <= GREATEST)
        if major < 2:
            return -1 - argument if major else argument
        if major == 2:
            return self.take(argument)
        if major == 3:
            try:
                return self.take(argument).decode('utf-8')
            except UnicodeDecodeError:
                raise Refused('malformed') from None
        require(nesting < MAX_NESTING)
        if major == 4:
            return [self.read_item(nesting + 1) for _ in range(argument)]
        if major == 5:
            return self.read_map(argument, nesting + 1)
        return Tag(argument, self.read_item(nesting + 1))

    def read_map(self, length: int, nesting: int) -> dict[int | str, Item]:
        entries: dict[int | str, Item] = {}
        before = b''
        for _ in range(length):
            start = self.at
            key = self.read_item(nesting)
            encoded = self.data[start : self.at]
            require(encoded > before and (is_integer(key) or isinstance(key, str)))  # ordered, none twice
            before = encoded
            entries[key] = self.read_item(nesting)
        return entries

# Section 4
def read_cose_key(item: Item) -> bytes:
    """The key as `compress` writes it. Whether its point exists shows where it is used."""
    require(isinstance(item, dict) and set(item) == {1, -1, -2, -3})
    require(is_integer(item[1]) and item[1] == 2 and is_integer(item[-1]) and item[-1] == 1)
    require(isinstance(item[-2], bytes) and len(item[-2]) == 32 and isinstance(item[-3], bool))
    return compress(item[-2], item[-3])

def compress(x: bytes, y_is_odd: bool) -> bytes:
    return bytes([3 if y_is_odd else 2]) + x

def find_point(key: bytes) -> ec.EllipticCurvePublicKey | None:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    except ValueError:
        return None

# Section 3
class Sign1(NamedTuple):
    protected: bytes
    header: dict[int | str, Item]
    payload: bytes
    signature: bytes

def read_sign1(item: Item) -> Sign1:
    require(isinstance(item, Tag) and item.number == 18)
    require(isinstance(item.content, list) and len(item.content) == 4)
    protected, unprotected, payload, signature = item.content
    require(all(isinstance(part, bytes) for part in (protected, payload, signature)))
    require(unprotected == {} and len(signature) == 64)
    header = decode(protected)
    require(isinstance(header, dict) and header.get(1) == -7)
    return Sign1(protected, header, payload, signature)

def require_header(signed: Sign1, kind: str) -> None:
    """Section 1: the header of what a key of the issuer signs; section 4: its key id."""
    require(set(signed.header) == {1, 4, 16} and signed.header[16] == kind)
    require(isinstance(signed.header[4], bytes) and len(signed.header[4]) == 4)

def require_signature(signed: Sign1, key: bytes) -> None:
    parts = (encode_bytes(part) for part in (signed.protected, b'', signed.payload))
    r, s = (int.from_bytes(half, 'big') for half in (signed.signature[:32], signed.signature[32:]))
    point = find_point(key)
    require(point, 'bad_signature')
    try:
        point.verify(encode_dss_signature(r, s), b'\x84\x6aSignature1' + b''.join(parts), ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise Refused('bad_signature') from None

def encode_bytes(content: bytes) -> bytes:
    length = len(content)
    if length < 24:
        return bytes([0x40 + length]) + content
    power = next(power for power in range(3) if length < 1 << (8 << power))
    return bytes([0x58 + power]) + length.to_bytes(1 << power, 'big') + content
