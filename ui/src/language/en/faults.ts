/** What is wrong with what was typed or chosen, and what to do about it. */
export const faults = {
  addressEmpty: "Type the address of your ProcessMaker.",
  addressTooLong: "This address is too long.",
  addressMalformed: "This is not an address; it looks like https://your-company.processmaker.net.",
  addressScheme: "An address begins with https://.",
  addressPlainHttp: "Use https: over http, tokens could be read on the way.",
  addressCredentials: "Leave the user name and password out of the address.",
  name: (most: string) => `Use a name of at most ${most} characters.`,
  clientId: "Copy the client ID from Auth Clients in ProcessMaker; it is usually a small number.",
  clientSecret: "Paste the client secret from Auth Clients in ProcessMaker.",
  credentials: "Type your user name and your password.",
  tokenShape:
    "This is no token of ProcessMaker; it is a long text in three parts with dots between them.",
  tokenOver: "This token has expired; make a new one in ProcessMaker.",
  tokenName: (most: string) =>
    `Give the token a name of at most ${most} characters, by which you recognise it later.`,
  noPath: "Type the path of a request; it looks like /api/1.0/users.",
  noSlash: "Begin the path with /.",
  otherServer: "Leave out the server and begin the path with a single /.",
  backslash: "Write / in the place of \\.",
  invisible: "The path holds a character that cannot be seen; type it anew.",
  fragment: "Leave out # and what follows it, or write %23.",
  outside: "The path leads out of ProcessMaker; leave out the parts that are two dots.",
  placeholder: (name: string) => `Put a value in the place of {${name}}.`,
  pathTooLong: (most: string) => `Shorten the path to at most ${most} characters.`,
  tooManyHeaders: (most: string) => `Use at most ${most} headers.`,
  headerName: (name: string) =>
    `"${name}" cannot be the name of a header; use letters, digits and hyphens.`,
  notYours: (name: string) => `Remove the header ${name}; Latchkey sees to that itself.`,
  headerValue: (name: string, most: string) =>
    `The value of the header ${name} cannot be sent; use at most ${most} plain letters, digits and signs.`,
  noBody: (method: string) => `A ${method} request has no body; empty it or choose another method.`,
  bodyTooLarge: "The body is too large; send at most one megabyte.",
  bodyNotJson: (line: string, column: string) =>
    `The body is not JSON; look at line ${line}, column ${column}.`,
  tooManyFavourites: (most: string) => `Remove a favourite first; there are ${most} already.`,
  fileTooLarge: "This file is too large; connections of Latchkey take a few kilobytes.",
  fileNotJson: (said: string) => `This is no JSON: ${said}`,
  fileOfSomethingElse:
    "These are no connections of Latchkey; export them there and choose that file.",
  fileNewer: "A newer Latchkey wrote this file; update Latchkey to read it.",
  tooManyConnections: (most: string) => `This file holds more than ${most} connections.`,
  entryMalformed: (said: string) => `This entry cannot be read: ${said}`,
  linkTooLong: "This link is too long.",
  linkRepeated: "This link says the same thing twice.",
  proxyEmpty: "Type the address of the proxy; it looks like http://proxy.example:3128.",
  proxyMalformed: "This is not the address of a proxy; it looks like http://proxy.example:3128.",
  proxyScheme: "Only proxies at http:// and https:// can be used.",
  proxyCredentials:
    "Leave user name and password out of the address: they have fields of their own.",
  proxyUser: "A user name for a proxy has no colon and at most 255 characters.",
  authorityTooLarge: "This file is too large for a certificate.",
  authorityPrivateKey: "This file holds a private key. Choose the one with the certificate alone.",
  noCertificate:
    "This is no certificate. Choose a file in PEM or DER form, often named .pem, .crt or .cer.",
  tooManyAuthorities: (most: string) =>
    `This file holds more than ${most} certificates. Choose the one of your company.`,
  noAuthority: "This is the certificate of a server. Choose the one of whoever signed it.",
  noListener: "No local address could be opened.",
  programCloses: "The program is closing.",
};
