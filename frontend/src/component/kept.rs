//! What somebody has written and not sent. It is kept in this window under whose it is: a window may be another's
//! tomorrow, and nobody finds there what somebody else wrote.

use super::dom;

/// What the names of all that is kept begin with.
const MARK: &str = "written";

/// The name under which what somebody writes is kept, by the address of the account; empty where nobody is in.
pub fn name(email: &str, draft: &str) -> String {
    format!("{MARK} {email} {draft}")
}

/// Whose something is that is kept under a name, and what it is; nothing where it is none of ours.
fn parts(name: &str) -> Option<(&str, &str)> {
    let rest = name.strip_prefix(MARK)?.strip_prefix(' ')?;
    rest.split_once(' ')
}

/// The name under which something is kept from now on; nothing where it goes. What was written before anybody signed in
/// is whoever's who then did.
fn turned(known: &str, email: &str) -> Option<String> {
    let (owner, draft) = parts(known)?;
    (owner.is_empty() || owner == email).then(|| name(email, draft))
}

/// Leaves only what is somebody's own, by the address of the account.
pub fn leave_to(email: &str) {
    for known in all() {
        let turned = turned(&known, email);
        if turned.as_deref() == Some(known.as_str()) {
            continue;
        }
        // What the person wrote before the session ran out goes before what was begun since.
        let free = turned.filter(|turned| dom::kept(turned).is_none());
        if let (Some(turned), Some(words)) = (free, dom::kept(&known)) {
            dom::keep(&turned, &words);
        }
        dom::keep(&known, "");
    }
}

/// Throws all of it away.
pub fn clear() {
    for known in all() {
        dom::keep(&known, "");
    }
}

/// The names of all of it.
fn all() -> Vec<String> {
    let mut names = dom::kept_names();
    names.retain(|name| parts(name).is_some());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARRIET: &str = "harriet@example.org";
    const EVE: &str = "eve@example.org";

    #[test]
    fn what_is_kept_says_whose_it_is() {
        let draft = "edit /areas/leicestershire/plans/wsoa-2020/actions/1.10/update";
        assert_eq!(parts(&name(HARRIET, draft)), Some((HARRIET, draft)));
        assert_eq!(parts(&name("", draft)), Some(("", draft)));
        for other in ["", "written", "written-by somebody else", draft] {
            assert_eq!(parts(other), None, "{other:?}");
        }
    }

    #[test]
    fn nobody_finds_what_another_wrote() {
        let own = name(EVE, "comment 1");
        assert_eq!(turned(&own, EVE).as_ref(), Some(&own));
        assert_eq!(turned(&own, HARRIET), None);
        // Who writes first and then signs in goes on with it.
        assert_eq!(turned(&name("", "comment 1"), EVE), Some(own));
    }
}
