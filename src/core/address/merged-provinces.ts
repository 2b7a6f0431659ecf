/**
 * Provinces of before 1 July 2025 that became part of another one, by their codes: the code of today's
 * (Resolution 202/2025/QH15, Decision 19/2025/QĐ-TTg). Cards carry the old ones for good.
 */
const merged: Readonly<Record<string, string>> = {
  '02': '08',
  '06': '19',
  '10': '15',
  '17': '25',
  '26': '25',
  '27': '24',
  '30': '31',
  '34': '33',
  '35': '37',
  '36': '37',
  '45': '44',
  '49': '48',
  '54': '66',
  '58': '56',
  '60': '68',
  '62': '51',
  '64': '52',
  '67': '68',
  '70': '75',
  '72': '80',
  '74': '79',
  '77': '79',
  '83': '86',
  '84': '86',
  '87': '82',
  '89': '91',
  '93': '92',
  '94': '92',
  '95': '96',
}

/** The code of the province of today in which an old one lies; the code itself where it is one of today. */
export function findTodaysProvince(code: string): string {
  return merged[code] ?? code
}
