//! Laravel's rule `url`: `Str::isUrl` of Laravel 11, whose pattern is one long
//! expression, taken apart here.

use std::net::Ipv6Addr;

/// The schemes that Laravel knows. A custom one is not among them.
const SCHEMES: &str = "aaa aaas about acap acct acd acr adiumxtra adt afp afs aim amss android \
    appdata apt ark attachment aw barion beshare bitcoin bitcoincash blob bolo browserext \
    calculator callto cap cast casts chrome chrome-extension cid coap coap+tcp coap+ws coaps \
    coaps+tcp coaps+ws com-eventbrite-attendee content conti crid cvs dab data dav diaspora dict \
    did dis dlna-playcontainer dlna-playsingle dns dntp dpp drm drop dtn dvb ed2k elsi example \
    facetime fax feed feedready file filesystem finger first-run-pen-experience fish fm ftp \
    fuchsia-pkg geo gg git gizmoproject go gopher graph gtalk h323 ham hcap hcp http https hxxp \
    hxxps hydrazone iax icap icon im imap info iotdisco ipn ipp ipps irc irc6 ircs iris iris.beep \
    iris.lwz iris.xpc iris.xpcs isostore itms jabber jar jms keyparc lastfm ldap ldaps \
    leaptofrogans lorawan lvlt magnet mailserver mailto maps market message mid mms modem mongodb \
    moz ms-access ms-browser-extension ms-calculator ms-drive-to ms-enrollment ms-excel \
    ms-eyecontrolspeech ms-gamebarservices ms-gamingoverlay ms-getoffice ms-help ms-infopath \
    ms-inputapp ms-lockscreencomponent-config ms-media-stream-id ms-mixedrealitycapture \
    ms-mobileplans ms-officeapp ms-people ms-project ms-powerpoint ms-publisher \
    ms-restoretabcompanion ms-screenclip ms-screensketch ms-search ms-search-repair \
    ms-secondary-screen-controller ms-secondary-screen-setup ms-settings ms-settings-airplanemode \
    ms-settings-bluetooth ms-settings-camera ms-settings-cellular ms-settings-cloudstorage \
    ms-settings-connectabledevices ms-settings-displays-topology ms-settings-emailandaccounts \
    ms-settings-language ms-settings-location ms-settings-lock ms-settings-nfctransactions \
    ms-settings-notifications ms-settings-power ms-settings-privacy ms-settings-proximity \
    ms-settings-screenrotation ms-settings-wifi ms-settings-workplace ms-spd ms-sttoverlay \
    ms-transit-to ms-useractivityset ms-virtualtouchpad ms-visio ms-walk-to ms-whiteboard \
    ms-whiteboard-cmd ms-word msnim msrp msrps mss mtqp mumble mupdate mvn news nfs ni nih nntp \
    notes ocf oid onenote onenote-cmd opaquelocktoken openpgp4fpr pack palm paparazzi payto pkcs11 \
    platform pop pres prospero proxy pwid psyc pttp qb query redis rediss reload res resource rmi \
    rsync rtmfp rtmp rtsp rtsps rtspu s3 secondlife service session sftp sgn shttp sieve \
    simpleledger sip sips skype smb sms smtp snews snmp soap.beep soap.beeps soldat spiffe spotify \
    ssh steam stun stuns submit svn tag teamspeak tel teliaeid telnet tftp tg things thismessage \
    tip tn3270 tool ts3server turn turns tv udp unreal urn ut2004 v-event vemmi ventrilo videotex \
    vnc view-source wais webcal wpid ws wss wtai wyciwyg xcon xcon-userid xfire xmlrpc.beep \
    xmlrpc.beeps xmpp xri ymsgr z39.50 z39.50r z39.50s";

/// A known scheme, two slashes, a host of two letters or more, perhaps a port,
/// and a path in which commas and colons may stand, but no spaces.
pub(crate) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    SCHEMES.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(scheme))
        && is_authority(authority)
        && consists_of(path, |c| is_pchar(c) || c == '/')
        && consists_of(query, |c| is_pchar(c) || "[]/?".contains(c))
        && consists_of(fragment, |c| is_pchar(c) || "/?".contains(c))
}

fn is_authority(text: &str) -> bool {
    let (credentials, host_and_port) = match text.split_once('@') {
        Some((credentials, rest)) => (Some(credentials), rest),
        None => (None, text),
    };
    let end_of_host = host_and_port.find(']').unwrap_or_default();
    let end_of_host = host_and_port[end_of_host..].find(':').map(|colon| end_of_host + colon);
    let (host, port) = host_and_port.split_at(end_of_host.unwrap_or(host_and_port.len()));
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    credentials.is_none_or(are_credentials)
        && is_host(host)
        && port.strip_prefix(':').map_or(port.is_empty(), is_port)
}

/// A password, perhaps with a user before it.
fn are_credentials(text: &str) -> bool {
    let is_word = |text: &str| {
        !text.is_empty() && consists_of(text, |c| c.is_alphanumeric() || "_.-".contains(c))
    };
    match text.split_once(':') {
        Some((user, password)) => is_word(user) && is_word(password),
        None => is_word(text),
    }
}

fn is_host(text: &str) -> bool {
    let address = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    address.map_or_else(|| is_name(text), |address| address.parse::<Ipv6Addr>().is_ok())
}

/// Letters, digits, symbols, hyphens and dots, the last one a letter or a digit.
/// Addresses in digits are names as well.
fn is_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let is_punycode = |name: &str| {
        let end = name.rfind("xn--").filter(|start| *start > 0).map(|start| &name[start + 4..]);
        end.is_some_and(|end| {
            !end.is_empty() && end.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
    };
    name.chars().count() >= 2
        && name.chars().all(|c| c.is_alphanumeric() || "-_.$+<=>^`|~".contains(c))
        && (name.ends_with(char::is_alphanumeric) || is_punycode(name))
}

fn is_pchar(character: char) -> bool {
    character.is_alphanumeric() || "-._~!$&'()*+,;=:@".contains(character)
}

/// Such characters only, and others as a percent sign with two hex digits.
fn consists_of(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    let mut pieces = text.split('%');
    let plain = pieces.next().unwrap_or_default();
    plain.chars().all(&allowed)
        && pieces.all(|piece| {
            let hex = piece.len() >= 2 && piece.bytes().take(2).all(|b| b.is_ascii_hexdigit());
            hex && piece[2..].chars().all(&allowed)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_administrator_may_paste_as_a_redirect() {
        for pass in [
            "http://127.0.0.1/callback",
            "http://127.0.0.1:53682/callback",
            "http://127.0.0.1",
            "http://[::1]/callback",
            "http://localhost/callback",
            "http://localhost:53682/callback",
            "https://localhost:53682/callback",
            "http://tauri.localhost/callback",
            "example://callback",
            "tool://callback",
            "platform://callback",
            "session://callback",
            "things://callback",
            "icon://callback",
            "steam://callback",
            "git://callback",
            "ms-word://callback",
            "com-eventbrite-attendee://callback",
            "xri://callback",
            "tag://callback",
            "service://callback",
            "http://127.0.0.1/callback,http://localhost/callback",
            "http://127.0.0.1/callback,io.example.app:/callback",
            "http://127.0.0.1/callback/7,io.github.latchkey-app://oauth/callback/7",
        ] {
            assert!(is_url(pass), "{pass}");
        }
    }

    #[test]
    fn what_the_form_refuses() {
        for fail in [
            "io.example.app://callback",
            "io.example.app:/callback",
            "myapp://callback",
            "processmaker-desk://oauth",
            "tauri://localhost",
            "urn:ietf:wg:oauth:2.0:oob",
            "http://127.0.0.1:*/callback",
            "app://callback",
            "x-app://callback",
            "vscode://callback",
            "http://a",
            "http://127.0.0.1/callback, http://localhost/callback",
            "http://127.0.0.1/callback/7, io.github.latchkey-app://oauth/callback/7",
            "http://127.0.0.1,io.example.app:/x",
            "http://127.0.0.1/callback,http://[::1]/cb",
            "io.github.latchkey-app://oauth/callback/7,http://127.0.0.1/callback/7",
        ] {
            assert!(!is_url(fail), "{fail}");
        }
    }

    #[test]
    fn every_part_of_the_pattern() {
        for (url, is_one) in [
            ("HTTPS://Example.COM./", true),
            ("http://maria:pa%73s@example.com:99999/a//b;c?d[]=/?#e/?", true),
            ("http://maria:@example.com", false),
            ("http://@example.com", false),
            ("http://example.com:/", false),
            ("http://example.com-/", false),
            ("http://münchen.example/straße", true),
            ("http://shop.xn--a-/", true),
            ("http://[::1]:80/", true),
            ("http://[::1", false),
            ("http://[no]/", false),
            ("http://ab/100%", false),
            ("http://ab/%4", false),
            ("http://ab/%é", false),
            ("http://ab/%4g", false),
            ("http://ab/a\"b", false),
            ("http://ab/#a#b", false),
            ("http:///path", false),
            ("http:ab", false),
        ] {
            assert_eq!(is_url(url), is_one, "{url}");
        }
    }
}
