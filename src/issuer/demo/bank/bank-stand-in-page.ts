/** A transfer that the stand-in has made, and what the issuer answered. */
export type Paid = {
  readonly id: string
  readonly amount: number
  readonly content: string
  readonly status: number
}

const ways = [
  ['whole', 'Chuyển đủ'],
  ['part', 'Chuyển một nửa'],
  ['over', 'Chuyển thừa 50.000 đ'],
  ['twice', 'Chuyển hai lần'],
  ['late', 'Chuyển sau hạn'],
  ['mangled', 'Nội dung bị ngân hàng sửa'],
  ['unknown', 'Nội dung không có mã'],
] as const

/** The stand-in's one page: the code that was scanned, how to pay it, and what was paid. */
export function writeBankPage(paid: readonly Paid[], note: string): string {
  const choices = ways.map(
    ([way, name], index) =>
      `<p><label><input type="radio" name="way" value="${way}"${index === 0 ? ' checked' : ''}> ${name}</label></p>`,
  )
  const rows = paid.map(
    ({ amount, content, status }) =>
      `<li>${amount.toLocaleString('vi-VN')} đ – ${escapeText(content)} – ${status === 200 ? 'đã báo' : `lỗi ${status}`}</li>`,
  )
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ngân hàng Mẫu (bản thử)</title>
<style>
body { font: 18px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 1rem auto; padding: 0 1rem; }
fieldset { border: 1px solid; margin: 0 0 1rem; }
textarea { font: inherit; width: 100%; box-sizing: border-box; }
button { font: inherit; min-height: 48px; padding: 0 1.25rem; }
</style>
</head>
<body>
<h1>Ngân hàng Mẫu (bản thử)</h1>
<p>Đây không phải ngân hàng thật: trang này chỉ có trong bản dùng thử, và không có tiền nào được chuyển.</p>
<p role="status">${escapeText(note)}</p>
<form method="post">
<p><label>Nội dung mã VietQR<br><textarea name="code" rows="4" required></textarea></label></p>
<fieldset>
<legend>Cách chuyển</legend>
${choices.join('\n')}
</fieldset>
<p><button>Chuyển tiền</button></p>
</form>
<h2>Đã chuyển</h2>
<ul>
${rows.join('\n')}
</ul>
</body>
</html>
`
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
