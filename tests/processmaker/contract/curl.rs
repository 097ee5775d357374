//! Recorded curl commands, read back.

/// What curl would send.
#[derive(Debug, Clone, Default)]
pub(crate) struct Command {
    pub(crate) method: Option<String>,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    /// `-b cookies.txt`: with the cookies of the browser.
    pub(crate) cookies: bool,
    /// `--data-urlencode`, in order.
    pub(crate) fields: Vec<(String, String)>,
    /// `-F`, in order.
    pub(crate) parts: Vec<(String, String)>,
    /// `-d`.
    pub(crate) data: Option<String>,
    /// `-u`.
    pub(crate) basic: Option<String>,
}

impl Command {
    pub(crate) fn parse(request: &str) -> Self {
        let mut words =
            split(request.strip_prefix("$ curl -i ").expect("a curl command")).into_iter();
        let mut command = Self::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("an option has a value");
            match word.as_str() {
                "-X" => command.method = Some(value()),
                "-I" => command.method = Some("HEAD".to_owned()),
                "-H" => command.headers.push(pair(&value(), ':')),
                "-e" => command.headers.push(("Referer".to_owned(), value())),
                "-b" => command.cookies = value() == "cookies.txt",
                "-c" => drop(value()),
                "-u" => command.basic = Some(value()),
                "-d" => command.data = Some(value()),
                "-F" => command.parts.push(pair(&value(), '=')),
                "--data-urlencode" => command.fields.push(pair(&value(), '=')),
                _ => command.url = word,
            }
        }
        command
    }

    pub(crate) fn method(&self) -> &str {
        let sends = !self.fields.is_empty() || !self.parts.is_empty() || self.data.is_some();
        match &self.method {
            Some(method) => method,
            None if sends => "POST",
            None => "GET",
        }
    }

    /// A field of the body, whatever its form.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let mut fields = self.fields.iter().chain(&self.parts);
        let field = fields.find(|(candidate, _)| candidate == name).map(|(_, value)| value.clone());
        field.or_else(|| {
            let object: serde_json::Value = serde_json::from_str(self.data.as_deref()?).ok()?;
            let value = object.get(name)?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        })
    }

    /// The client that the command names, in the body or by HTTP Basic.
    pub(crate) fn client(&self) -> u64 {
        let basic = self.basic.as_deref().and_then(|basic| basic.split(':').next());
        let id = self.field("client_id").or(basic.map(str::to_owned));
        id.and_then(|id| id.parse().ok()).expect("the command names a client")
    }

    /// The body and its type.
    pub(crate) fn body(&self) -> (Option<String>, Vec<u8>) {
        if let Some(data) = &self.data {
            return (None, data.clone().into_bytes());
        }
        if !self.parts.is_empty() {
            return multipart(&self.parts);
        }
        if self.fields.is_empty() {
            return (None, Vec::new());
        }
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(&self.fields);
        let form = "application/x-www-form-urlencoded".to_owned();
        (Some(form), body.finish().into_bytes())
    }
}

fn multipart(parts: &[(String, String)]) -> (Option<String>, Vec<u8>) {
    const BOUNDARY: &str = "------------------------contract";
    let part = |(name, value): &(String, String)| {
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let mut body: String = parts.iter().map(part).collect();
    body.push_str(&format!("--{BOUNDARY}--\r\n"));
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    (Some(content_type), body.into_bytes())
}

fn pair(text: &str, separator: char) -> (String, String) {
    let (name, value) = text.split_once(separator).expect("a name and a value");
    let value = if separator == ':' { value.trim_start() } else { value };
    (name.to_owned(), value.to_owned())
}

/// Splits a command as a shell does that knows single quotes.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for character in command.chars() {
        match character {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            _ => word.push(character),
        }
    }
    words.push(word);
    words
}
