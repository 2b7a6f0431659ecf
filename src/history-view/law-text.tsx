/** A sentence that cites law: an article, a paragraph and a number of a text each stay on one line, with what stands at them. */
export function LawText({ text }: { text: string }) {
  const parts = text.split(/(\(?(?:NĐ|Điều|khoản|điểm) \S+|\d+\/\d{4}\/\S+)/)
  return (
    <>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          <span key={at} class="unbroken">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}
