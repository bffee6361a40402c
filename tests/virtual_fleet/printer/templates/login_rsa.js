// RSA PKCS#1 v1.5 (RFC 8017 section 7.2.1) with a key given as PEM SubjectPublicKeyInfo.
function encryptPassword(pem, text) {
  var der = atob(pem.replace(/-----[^-]+-----/g, "").replace(/\s+/g, "")), at = 0;
  function open(tag) {
    if (der.charCodeAt(at++) !== tag) { throw new Error("unexpected key format"); }
    var size = der.charCodeAt(at++);
    if (size & 0x80) { for (var n = size & 0x7f, size = 0; n > 0; n--) { size = size * 256 + der.charCodeAt(at++); } }
    return size;
  }
  function integer() {
    var hex = "";
    for (var size = open(0x02); size > 0; size--) { hex += ("0" + der.charCodeAt(at++).toString(16)).slice(-2); }
    return BigInt("0x" + hex);
  }
  open(0x30);
  var skip = open(0x30); at += skip;          // AlgorithmIdentifier
  open(0x03); at++;                           // BIT STRING, no unused bits
  open(0x30);
  var modulus = integer(), exponent = integer();
  var length = Math.ceil(modulus.toString(16).length / 2), bytes = new TextEncoder().encode(text);
  if (bytes.length > length - 11) { throw new Error("too long"); }
  var block = [0, 2];
  while (block.length < length - bytes.length - 1) {
    var random = crypto.getRandomValues(new Uint8Array(1))[0];
    if (random) { block.push(random); }
  }
  block.push(0);
  bytes.forEach(function(b) { block.push(b); });
  var base = BigInt("0x" + block.map(function(b) { return ("0" + b.toString(16)).slice(-2); }).join("")), result = BigInt(1);
  while (exponent > BigInt(0)) {
    if (exponent & BigInt(1)) { result = result * base % modulus; }
    base = base * base % modulus;
    exponent >>= BigInt(1);
  }
  var hex = result.toString(16).padStart(length * 2, "0");
  return btoa(hex.match(/../g).map(function(h) { return String.fromCharCode(parseInt(h, 16)); }).join(""));
}
