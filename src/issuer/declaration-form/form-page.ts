import PDFDocument from 'pdfkit'
import type { Bytes } from '../../core/bytes.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { formFonts } from './form-fonts.ts'
import { setText, UNPRINTABLE } from './set-text.ts'

const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 56
const WIDTH = A4.width - 2 * MARGIN
const LABEL_WIDTH = 190
const INK = '#15181c'
const FAINT = '#5a6169'
const RULE = '#c9ced4'

/** What stands at the head of a form. */
export type FormHead = {
  readonly officeName: string
  readonly subject: string
  /** Of whose form the numbers are. */
  readonly numbering: string
  readonly fileNumber: string
  /** Unix seconds. */
  readonly filedAt: number
}

/** A line of a form: what is asked, and what was answered. */
export type FormLine = readonly [label: string, value: string]

export type FormPart = { readonly title: string; readonly lines: readonly FormLine[] }

/**
 * A form as a PDF: head, parts, place for signatures, foot. Letters that no font has are shown as such, and
 * the foot says so.
 *
 * @param specimen Marks it as good for nothing.
 */
export function renderForm(
  head: FormHead,
  parts: readonly FormPart[],
  { specimen }: { specimen: boolean },
): Promise<Bytes> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: `Tờ khai ${head.fileNumber}`,
      Author: 'Ví BHYT',
      CreationDate: new Date(head.filedAt * 1000),
    },
  })
  for (const [name, file] of Object.entries(formFonts)) document.registerFont(name, file)
  if (specimen) drawSpecimenMark(document)
  drawHead(document, head)
  let isComplete = true
  for (const { title, lines } of parts) isComplete = drawPart(document, title, lines) && isComplete
  drawSignatures(document, head)
  drawFoot(document, head, { specimen, isComplete })
  return collect(document)
}

type Pdf = InstanceType<typeof PDFDocument>

function drawHead(document: Pdf, { officeName, subject, numbering, fileNumber }: FormHead): void {
  const half = WIDTH / 2
  const right = { width: half, align: 'center' } as const
  document.fillColor(INK).font('bold').fontSize(9)
  document.text('BẢO HIỂM XÃ HỘI VIỆT NAM', MARGIN, MARGIN, right)
  document.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', MARGIN + half, MARGIN, right)
  document.font('plain').text(officeName, MARGIN, MARGIN + 14, right)
  document.font('bold').text('Độc lập - Tự do - Hạnh phúc', MARGIN + half, MARGIN + 14, right)
  document
    .moveTo(MARGIN + half * 1.5 - 60, MARGIN + 30)
    .lineTo(MARGIN + half * 1.5 + 60, MARGIN + 30)
    .lineWidth(0.7)
    .stroke(INK)

  document.fontSize(16).text('TỜ KHAI', MARGIN, MARGIN + 56, { width: WIDTH, align: 'center' })
  document.fontSize(11.5).text(subject, {
    width: WIDTH,
    align: 'center',
  })
  document.font('italic').fontSize(9).fillColor(FAINT).text(numbering, { width: WIDTH, align: 'center' })
  document.moveDown(0.8).font('plain').fontSize(10.5).fillColor(INK)
  document.text(`Kính gửi: ${officeName}`, { width: WIDTH, align: 'center' })
  document.font('bold').text(`Mã hồ sơ: ${fileNumber}`, { width: WIDTH, align: 'center' })
  document.moveDown(1)
}

/** Whether every value could be printed with all its letters. */
function drawPart(document: Pdf, title: string, lines: readonly FormLine[]): boolean {
  let isComplete = true
  document.font('bold').fontSize(11).fillColor(INK).text(title, MARGIN, document.y, { width: WIDTH })
  document.y += 5
  for (const [label, value] of lines) {
    keepRoom(document, 110)
    const top = document.y
    document
      .font('plain')
      .fontSize(9.5)
      .fillColor(FAINT)
      .text(label, MARGIN, top, { width: LABEL_WIDTH - 8 })
    const afterLabel = document.y
    document.fillColor(INK)
    const frame = { x: MARGIN + LABEL_WIDTH, y: top - 0.8, width: WIDTH - LABEL_WIDTH, size: 10.5 }
    isComplete = setText(document, value || ' ', frame) && isComplete
    const bottom = Math.max(afterLabel, document.y) + 3
    document
      .moveTo(MARGIN, bottom)
      .lineTo(MARGIN + WIDTH, bottom)
      .lineWidth(0.4)
      .stroke(RULE)
    document.y = bottom + 4
  }
  document.y += 9
  return isComplete
}

/** Goes on on another page where this one has less room than that left, in points. */
function keepRoom(document: Pdf, room: number): void {
  if (document.y > A4.height - room) document.addPage()
}

function drawSignatures(document: Pdf, { filedAt }: FormHead): void {
  keepRoom(document, 180)
  const [year, month, day] = vietnamDay(filedAt).split('-')
  const half = WIDTH / 2
  const centred = { width: half - 10, align: 'center' } as const
  document.font('plain').fontSize(10).fillColor(INK)
  document.text(
    'Tôi cam đoan những nội dung kê khai là đúng và chịu trách nhiệm trước pháp luật về những nội dung đã kê khai.',
    MARGIN,
    document.y,
    { width: WIDTH },
  )
  const top = document.y + 14
  document.font('italic').text(`Ngày ${day} tháng ${month} năm ${year}`, MARGIN + half, top, centred)
  document.font('bold').text('CƠ QUAN BHXH', MARGIN, top + 16, centred)
  document.text('NGƯỜI KÊ KHAI', MARGIN + half, top + 16, centred)
  document.font('italic').fontSize(9).fillColor(FAINT)
  document.text('(đã đối chiếu bản chính giấy tờ; ký, ghi rõ họ tên)', MARGIN, top + 30, centred)
  document.text('(ký, ghi rõ họ tên)', MARGIN + half, top + 30, centred)
}

function drawFoot(
  document: Pdf,
  { fileNumber }: FormHead,
  { specimen, isComplete }: { specimen: boolean; isComplete: boolean },
): void {
  const warning = specimen ? 'Bản dùng thử, không có giá trị. ' : ''
  document.font('plain').fontSize(8.5).fillColor(FAINT)
  // Below the margin, where text would otherwise open another page.
  document.page.margins.bottom = 0
  const line = { width: WIDTH, align: 'center', lineBreak: false } as const
  if (!isComplete) {
    const note = `${UNPRINTABLE}: có chữ không in được ở đây, xem trong hồ sơ điện tử.`
    document.text(note, MARGIN, A4.height - 52, line)
  }
  document.text(`${warning}Mã hồ sơ ${fileNumber}`, MARGIN, A4.height - 40, line)
}

function drawSpecimenMark(document: Pdf): void {
  document.save()
  document.rotate(-35, { origin: [A4.width / 2, A4.height / 2] })
  document.font('bold').fontSize(120).fillColor('#d9353f').fillOpacity(0.09)
  document.text('BẢN MẪU', 0, A4.height / 2 - 75, { width: A4.width, align: 'center', lineBreak: false })
  document.restore()
  document.fillOpacity(1)
}

function collect(document: Pdf): Promise<Bytes> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => done(new Uint8Array(Buffer.concat(chunks))))
    document.on('error', fail)
    document.end()
  })
}
