//! A label as the name of a folder.

use super::Plan;

/// The longest folder name made of a label; every file system takes it.
const LONGEST_NAME: usize = 60;

impl Plan {
    /// The name of the folder that a kit of this plan goes into, where there are several.
    pub fn folder_name(&self) -> String {
        folder_name(&self.label)
    }

    /// The names of the folders of several kits.
    ///
    /// # Errors
    /// The first name that two of them would have.
    pub fn folder_names(plans: &[Self]) -> Result<Vec<String>, String> {
        let mut names = Vec::new();
        for name in plans.iter().map(Self::folder_name) {
            if names.contains(&name) {
                return Err(name);
            }
            names.push(name);
        }
        Ok(names)
    }
}

/// A label as a folder name: letters and digits in lower case, a dash for the rest,
/// so that labels which differ in case only collide on every medium alike.
fn folder_name(label: &str) -> String {
    let mut name = String::new();
    for c in label.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && name.len() + c.len_utf8() <= LONGEST_NAME {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') && name.len() < LONGEST_NAME {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "kit".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_tame_folder_names() {
        assert_eq!(folder_name("Entra break-glass #1"), "entra-break-glass-1");
        assert_eq!(folder_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(folder_name("Größe: Ω"), "größe-ω");
        assert_eq!(folder_name("..."), "kit");
        assert!(folder_name(&"é".repeat(200)).len() <= LONGEST_NAME);
    }
}
