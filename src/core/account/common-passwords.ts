/** Neighbours on a keyboard; the digits go on with 0. */
export const keyboardRows: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/**
 * Words that the commonest passwords consist of, without digits at either end, signs and marks: what lists of leaked passwords
 * begin with everywhere, and what people in Vietnam choose (love, family, luck, places, this very service).
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passw pass passwd passcode admin administrator root user guest test demo login welcome letmein changeme default secret
  iloveyou loveyou lovely love princess sunshine football baseball soccer monkey dragon master shadow superman batman pokemon
  starwars michael jordan charlie computer internet samsung iphone google facebook hello freedom whatever trustno qwerty qwertyui
  qwertyuiop asdf asdfgh asdfghjkl zxcvbnm qaz qazwsx qwe qweasd qweasdzxc asd asdasd zxc abc abcd abcabc aaa xxx
  matkhau matkhaucuatoi matma bimat khongbiet khongcomatkhau khongco khongnho quenmatkhau
  anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhyeuemnhieulam yeumotnguoi yeu yeumai maimaiyeuem maiyeuem nhoem nhoanh
  thuongem thuonganh vochong voyeu chongyeu anhem anhvaem emvaanh tinhyeu tinhban hanhphuc toiyeuem toilatoi
  conyeu conyeume conyeubame bame bome meyeu meyeucon boyeu giadinh giadinhtoi giadinhlaso cunyeu beyeu bengoan congchua
  hoangtu nguoiyeu nguyen nguyenvan nguyenthi tranthi
  vietnam vietnamvodich toiyeuvietnam hanoi saigon danang haiphong cantho hue nhatrang sinhvien hocsinh
  phatloc locphat phattai tailoc thantai maymanon thanhcong conga concho conmeo meocon gaucon doraemon conan
  lienquan freefire pubg zalo viettel vinaphone mobifone
  baohiem baohiemyte baohiemxahoi bhxh bhyt vssid vneid thebhyt thebaohiem theyte benhvien bacsi dangnhap taikhoan
  mothaiba mothaibabon motngaymoi chaoem xinchao`.split(/\s+/),
)

/** Digits that are chosen for their sound or sense: luck (68, 79, 39), a hotline, a row on the keypad. */
export const commonNumbers: ReadonlySet<string> = new Set(
  `147258369 159753456 15975346 14789632 147896325 741852963 789456123 123456789 987654321 1234567890 0987654321 123123123
  112233445 11223344 1122334455 12344321 123454321 135792468 19001009 19009068 113114115 11311411 520131414 5201314520
  68686868 79797979 39393939 86868686 99998888 88889999 66668888 88886666 66886688 68796879 13145200 10203040 1020304050`.split(
    /\s+/,
  ),
)
