// For browsers below the floor that the README names: nothing here that such a browser may lack.
var app = document.getElementById('app')

function say(text, language) {
  var sentence = document.createElement('p')
  sentence.appendChild(document.createTextNode(text))
  sentence.lang = language
  app.appendChild(sentence)
}

app.setAttribute('role', 'main')
app.style.padding = '1rem'
say(
  'Trình duyệt này đã cũ, không mở được Ví BHYT. Xin cập nhật trình duyệt; trên iPhone và iPad thì cập nhật iOS. Ví BHYT cần Chrome 97, Firefox 104, iOS 15.4 hoặc mới hơn.',
  'vi'
)
say(
  'This browser is too old to open Ví BHYT. Please update it; on an iPhone or iPad, update iOS. Ví BHYT needs Chrome 97, Firefox 104, iOS 15.4 or newer.',
  'en'
)
