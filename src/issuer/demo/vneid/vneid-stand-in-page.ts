/** Whom one can be at the stand-in. */
export type StandInPerson = {
  /** Of this choice, not of the person. */
  readonly id: string
  readonly personalNumber: string
  readonly birthdate: string
  readonly name: string
  readonly describes: string
}

/** The stand-in's one page: whom to be, at which level, or not at all. */
export function writeChoicePage(people: readonly StandInPerson[]): string {
  const choices = people.map(
    ({ id, name, describes }, index) =>
      `<p><label><input type="radio" name="person" value="${escapeText(id)}"${index === 0 ? ' checked' : ''}> ${escapeText(name)} – ${escapeText(describes)}</label></p>`,
  )
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>VNeID (bản thử)</title>
<style>
body { font: 18px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 1rem auto; padding: 0 1rem; }
fieldset { border: 1px solid; margin: 0 0 1rem; }
button { font: inherit; min-height: 48px; padding: 0 1.25rem; margin-right: .5rem; }
</style>
</head>
<body>
<h1>VNeID (bản thử)</h1>
<p>Đây không phải VNeID thật: trang này chỉ có trong bản dùng thử, và ai ở đây cũng không có thật.</p>
<form method="post">
<fieldset>
<legend>Đăng nhập với tư cách</legend>
${choices.join('\n')}
</fieldset>
<fieldset>
<legend>Mức tài khoản</legend>
<p><label><input type="radio" name="level" value="level2" checked> Mức 2</label></p>
<p><label><input type="radio" name="level" value="level1"> Mức 1</label></p>
</fieldset>
<p><button name="do" value="login">Đồng ý</button><button name="do" value="cancel">Hủy</button></p>
</form>
</body>
</html>
`
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
