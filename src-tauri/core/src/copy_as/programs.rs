//! Programs that make one request.
//!
//! Addresses and bodies come from a person, tokens from a server: each is written as a text of the language, whatever
//! is in it.

use super::{Call, Filling, VARIABLE, bearer};

/// How long a program waits for the answer, in seconds: as long as Latchkey itself.
const PATIENCE: u32 = 30;

pub(super) fn curl(call: &Call<'_>, filling: &Filling<'_>) -> String {
    let authorization = match filling {
        Filling::Token(token) => shell(&format!("Authorization: {}", *bearer(token))),
        // In double quotes, because the shell is to put the token in.
        Filling::Variable => format!("\"Authorization: Bearer ${VARIABLE}\""),
    };
    let method = call.method;
    let mut lines = vec![format!("curl --fail-with-body --request {method}")];
    lines.push(shell(&call.url));
    lines.push(format!("--header {}", shell("Accept: application/json")));
    lines.push(format!("--header {authorization}"));
    for (name, value) in &call.headers {
        lines.push(format!("--header {}", shell(&format!("{name}: {value}"))));
    }
    if let Some(body) = call.body {
        lines.push(format!("--header {}", shell("Content-Type: application/json")));
        lines.push(format!("--data-raw {}", shell(body)));
    }
    lines.join(" \\\n  ") + "\n"
}

pub(super) fn python(call: &Call<'_>, filling: &Filling<'_>) -> String {
    let (import, authorization) = match filling {
        Filling::Token(token) => ("", double(&bearer(token))),
        Filling::Variable => ("import os\n\n", format!("f\"Bearer {{os.environ['{VARIABLE}']}}\"")),
    };
    let headers = headers(call, authorization, double)
        .iter()
        .map(|(name, value)| format!("        {name}: {value},\n"))
        .collect::<String>();
    let data =
        call.body.map(|body| format!("    data={}.encode(),\n", double(body))).unwrap_or_default();
    let (method, url) = (double(call.method), double(&call.url));
    format!(
        "{import}import requests\n\n\
         response = requests.request(\n    {method},\n    {url},\n    headers={{\n{headers}    }},\n{data}    \
         timeout={PATIENCE},\n)\nresponse.raise_for_status()\nprint(response.text)\n"
    )
}

pub(super) fn java_script(call: &Call<'_>, filling: &Filling<'_>) -> String {
    let authorization = match filling {
        Filling::Token(token) => double(&bearer(token)),
        Filling::Variable => format!("`Bearer ${{process.env.{VARIABLE}}}`"),
    };
    let headers = headers(call, authorization, double)
        .iter()
        .map(|(name, value)| format!("    {name}: {value},\n"))
        .collect::<String>();
    let body = call.body.map(|body| format!("  body: {},\n", double(body))).unwrap_or_default();
    let (method, url) = (double(call.method), double(&call.url));
    format!(
        "const response = await fetch({url}, {{\n  method: {method},\n  headers: {{\n{headers}  }},\n{body}}});\n\
         if (!response.ok) throw new Error(`${{response.status}} ${{response.statusText}}`);\n\
         console.log(await response.text());\n"
    )
}

pub(super) fn php(call: &Call<'_>, filling: &Filling<'_>) -> String {
    let authorization = match filling {
        Filling::Token(token) => single(&format!("Authorization: {}", *bearer(token))),
        Filling::Variable => format!("'Authorization: Bearer ' . getenv('{VARIABLE}')"),
    };
    let mut headers = vec![single("Accept: application/json"), authorization];
    headers.extend(call.headers.iter().map(|(name, value)| single(&format!("{name}: {value}"))));
    let mut content = String::new();
    if let Some(body) = call.body {
        headers.push(single("Content-Type: application/json"));
        content = format!("    'content' => {},\n", single(body));
    }
    let headers = headers.iter().map(|header| format!("        {header},\n")).collect::<String>();
    let (method, url) = (single(call.method), single(&call.url));
    format!(
        "<?php\n\n$context = stream_context_create(['http' => [\n    'method' => {method},\n    'header' => [\n\
         {headers}    ],\n{content}    'timeout' => {PATIENCE},\n    'follow_location' => 0,\n]]);\n\
         $answer = file_get_contents({url}, false, $context);\n\
         if ($answer === false) {{\n    exit(1);\n}}\necho $answer, \"\\n\";\n"
    )
}

pub(super) fn power_shell(call: &Call<'_>, filling: &Filling<'_>) -> String {
    let authorization = match filling {
        Filling::Token(token) => doubled(&bearer(token)),
        Filling::Variable => format!("\"Bearer $env:{VARIABLE}\""),
    };
    let given = call.headers.iter().map(|(name, value)| (doubled(name), doubled(value)));
    let headers = [("'Accept'".to_owned(), "'application/json'".to_owned())]
        .into_iter()
        .chain([("'Authorization'".to_owned(), authorization)])
        .chain(given)
        .map(|(name, value)| format!("    {name} = {value}\n"))
        .collect::<String>();
    let body = call.body.map(|body| {
        // Windows PowerShell would send a text in the encoding of the system.
        let bytes = format!("[Text.Encoding]::UTF8.GetBytes({})", doubled(body));
        format!(" `\n    -ContentType 'application/json' -Body ({bytes})")
    });
    let (method, url) = (call.method, doubled(&call.url));
    format!(
        "$headers = @{{\n{headers}}}\n\
         Invoke-RestMethod -Uri {url} -Method {method} -Headers $headers -TimeoutSec {PATIENCE}{}\n",
        body.unwrap_or_default()
    )
}

/// The headers of a request, `Authorization` written already, the others as texts of the language.
fn headers(
    call: &Call<'_>,
    authorization: String,
    text: fn(&str) -> String,
) -> Vec<(String, String)> {
    let mut headers =
        vec![(text("Accept"), text("application/json")), (text("Authorization"), authorization)];
    headers.extend(call.headers.iter().map(|(name, value)| (text(name), text(value))));
    if call.body.is_some() {
        headers.push((text("Content-Type"), text("application/json")));
    }
    headers
}

/// A word of a shell: nothing means anything between single quotes but their end.
fn shell(words: &str) -> String {
    format!("'{}'", words.replace('\'', r"'\''"))
}

/// A text in double quotes, as JSON, Python and JavaScript write it.
fn double(words: &str) -> String {
    // Beyond ASCII, Python and JavaScript read what JSON writes; U+2028 was once the end of a line for one of them.
    let text = serde_json::Value::from(words).to_string();
    text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A text in single quotes, as PHP writes it.
fn single(words: &str) -> String {
    format!("'{}'", words.replace('\\', r"\\").replace('\'', r"\'"))
}

/// A text in single quotes, as `PowerShell` writes it, which takes the curved ones for the same.
fn doubled(words: &str) -> String {
    let mut text = String::from("'");
    for c in words.chars() {
        text.push(c);
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}') {
            text.push(c);
        }
    }
    text.push('\'');
    text
}
