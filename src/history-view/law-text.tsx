/** A sentence that cites law: an article, a paragraph and a number of a text each stay on one line. */
export function LawText({ text }: { text: string }) {
  const parts = text.split(/((?:NĐ|Điều|khoản|điểm) [^\s,;.)]+|\d+\/\d{4}\/[^\s,;.)]+)/)
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
