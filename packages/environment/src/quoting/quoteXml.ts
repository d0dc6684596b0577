/** Writes a text as the content of an XML element. Characters that XML cannot hold must not be in it. */
export function quoteXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Whether XML 1.0 can hold a text. */
export function isXmlText(text: string): boolean {
  return !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u.test(text);
}
