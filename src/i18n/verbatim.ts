/**
 * Spread over an element whose text a browser's translation must leave as it is: names, numbers, codes
 * (`Hoàng Thị Mẫu` has been read as "yellow"). With a capital, because Preact would take `translate` for the
 * property of that name, which is a boolean, and the server's renderer would drop it; HTML knows no case
 * here.
 */
export const verbatim = { Translate: 'no' }
