//! Which operation a kit comes from, without what the operation needs.

/// The four ways to a kit. `kit::Operation` carries what each of them needs; sheets and
/// summaries only have to know which one it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperationKind {
    /// A kit that follows on none.
    #[default]
    New,
    /// A new generation of the credential for the shares that are there.
    Rotate,
    /// New shares of the key that is there; the credential stays.
    Reshare,
    /// A new key, with new shares and a new generation.
    NewIdentity,
}
