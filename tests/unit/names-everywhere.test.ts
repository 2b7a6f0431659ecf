import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCsv } from '../../src/app/screens/extract/csv.ts'
import { checkName } from '../../src/app/screens/personal-details/details-form.ts'
import { writeCalendar } from '../../src/core/dates/calendar-file.ts'
import type { PartialDate } from '../../src/core/dates/partial-date.ts'
import { readQrText } from '../../src/core/qr/qr-reading.ts'
import { cleanTyped, isPersonName } from '../../src/core/qr/safe-text.ts'
import { formFonts } from '../../src/issuer/declaration-form/form-fonts.ts'
import { setText } from '../../src/issuer/declaration-form/set-text.ts'
import { createSmsGateway } from '../../src/issuer/messaging/sms-gateway.ts'
import { ETHNIC_NAMES, personName } from '../support/card-texts.ts'
import { startGateway } from '../support/issuer/message-servers.ts'
import { readPdf } from '../support/issuer/read-pdf.ts'

const COUNT = 2000
const names = fc.sample(personName, { numRuns: COUNT, seed: 54 })

describe(`${COUNT} names of all 54 ethnic groups and of foreigners`, () => {
  it('are of all groups', () => {
    expect(Object.keys(ETHNIC_NAMES).filter((group) => group !== 'foreigners')).toHaveLength(54)
    expect(names).toHaveLength(COUNT)
  })

  it('are read from identity cards and from BHYT texts as they are', () => {
    const wrong = names.filter((name) => {
      const identity = readQrText(`001085990001||${name}|05031985|Nam|Số 1, Phường Mẫu, Hà Nội|01012022`)
      const hex = Buffer.from(name, 'utf8').toString('hex')
      const dates = '01/01/2026|-|15/12/2025|10012199990001|-|4|01/01/2029|0123456789abcde-7102'
      const card = readQrText(`DN4010199990001|${hex}|05/03/1985|1|-|01 - 028|${dates}|$`)
      return [identity, card].some(({ fields }) => !('fullName' in fields) || fields.fullName !== name)
    })
    expect(wrong).toEqual([])
  })

  it('are taken as they are typed, with a blank or an invisible mark more, and in the form that phones type', () => {
    const wrong = names.filter((name) => {
      const typed = [name, ` ${name.replace(' ', '  ')} `, `\u200e${name}\ufeff`, name.normalize('NFD')]
      return typed.some((text) => checkName(text) !== undefined || cleanTyped(text) !== name)
    })
    expect(wrong).toEqual([])
    expect(names.every(isPersonName)).toBe(true)
  })

  it('are printed with all their letters', async () => {
    const document = new PDFDocument({ size: 'A4' })
    for (const [font, file] of Object.entries(formFonts)) document.registerFont(font, file)
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise((done) => document.on('end', done))
    const incomplete = names.filter((name, at) => {
      if (at > 0 && at % 40 === 0) document.addPage()
      return !setText(document, `${name};`, { x: 40, y: 40 + (at % 40) * 18, width: 510, size: 8 })
    })
    document.end()
    await ended
    expect(incomplete).toEqual([])
    const printed = readPdf(Buffer.concat(chunks)).lines.join('').split(';')
    expect(printed.slice(0, -1).map((name) => name.trim().normalize('NFC'))).toEqual(names)
  })

  it('come out of calendar and CSV files unchanged', () => {
    const date = '2026-12-31' as PartialDate
    const calendar = writeCalendar(
      names.map((name, at) => ({ uid: `${at}`, date, summary: name, description: name })),
      0,
    )
    const summaries = calendar
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter((line) => line.startsWith('SUMMARY:'))
      .map((line) => line.slice(8).replace(/\\([\\;,])/g, '$1'))
    expect(summaries).toEqual(names)
    const rows = writeCsv(
      ['Họ và tên'],
      names.map((name) => [name]),
    )
      .replace(/^\ufeff/, '')
      .split('\r\n')
      .slice(1, -1)
      .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    expect(rows).toEqual(names)
  })

  describe('by text message', () => {
    let stop = async () => {}
    afterAll(() => stop())

    it('arrive at the gateway as they were sent', async () => {
      const gateway = await startGateway()
      stop = gateway.stop
      const sms = createSmsGateway({ url: gateway.url, secret: 'secret' }, () => 0)
      const bodies = Array.from({ length: COUNT / 20 }, (_, at) =>
        names.slice(at * 20, at * 20 + 20).join('\n'),
      )
      for (const [at, body] of bodies.entries())
        await sms.send({ id: `${at}`, channel: 'sms', recipient: '0000700001', body, createdAt: 0 })
      const arrived = gateway.received.flatMap(({ body }) => JSON.parse(body).body.split('\n'))
      expect(arrived).toEqual(names)
    })
  })
})
