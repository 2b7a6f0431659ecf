"""The unsigned text of today's plastic card: section 7 of docs/credential-format.md. Nothing is forgiven."""

import re
from datetime import date
from typing import Any

NUMBER = re.compile('[A-Z]{2}[1-5][0-9]{2}[0-9A-NP-Z]{10}|[0-9]{12}|[0-9]{10}')
HEXADECIMAL = re.compile('([0-9A-Fa-f]{2})+')
DATE = re.compile('(?:(?:([0-9]{2})/)?([0-9]{2})/)?([0-9]{4})')

def read_printed(text: str) -> dict[str, Any] | None:
    """What the text claims, or None. The fields of a card need number, name and date of birth."""
    parts = [part.strip() for part in text.split('|')]
    if len(parts) not in (10, 15, 17) or parts.pop() not in ('', '$', '#') or not NUMBER.fullmatch(parts[0]):
        return None
    part = dict(enumerate('' if part == '-' else part for part in parts))
    number, name, born = part[0], read_words(part[1]), read_date(part[2])
    facility = re.fullmatch('([0-9]{2}) - ([0-9A-Z]{3})', part[5])
    area = re.fullmatch('K?([1-3])', part.get(11, ''))
    levels = re.findall('^[1-5]$', part.get(14, '')) + ([number[2]] if len(number) == 15 else [])
    card = {
        'bhytNumber': number,
        'fullName': name if sum(letter.isalpha() for letter in name) >= 2 else None,
        'dateOfBirth': born if born >= '1900' else None,
        'sex': {'1': 'male', '2': 'female'}.get(part[3]),
        'facilityCode': facility and facility[1] + facility[2],
        'validFrom': read_date(part[6]),
        'validTo': read_date(part[7]),
        'fiveYearDate': read_date(part.get(12, '')),
        'benefitLevel': int(levels[0]) if levels else None,
        'livingArea': area and f'K{area[1]}',
        'placeOfIssue': read_words(part.get(15, '')),
        'bhxhCode': number[-10:] if len(number) != 12 and number[-10:].isdigit() else None,
    }
    named = [card['fullName'], card['dateOfBirth']]
    if not any(named):
        return None
    return {'card': {name: value for name, value in card.items() if value}} if all(named) else {}

def read_words(part: str) -> str:
    try:
        return bytes.fromhex(part).decode('utf-8').strip() if HEXADECIMAL.fullmatch(part) else part
    except UnicodeDecodeError:
        return part

def read_date(part: str) -> str:
    """`YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or nothing where it is no date."""
    found = DATE.fullmatch(part.removeprefix('00/00/'))
    try:
        day, month, year = found.groups() if found else ('', '', '0')
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ''
    return '-'.join(number for number in (year, month, day) if number) if '1800' <= year < '2400' else ''
