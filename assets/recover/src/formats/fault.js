/**
 * Why a piece of a kit is refused. `kind` is a name that tests and words share: `form`, `line`,
 * `whole`, `contradiction`, `kind`, `version`, `other-set`, `age`, `other-key`, `text`, `names`.
 * `about` holds what the words need (numbers and places, never a secret).
 */
export class Fault extends Error {
  constructor(kind, about = {}) {
    super(kind);
    this.kind = kind;
    this.about = about;
  }
}

export function demand(good, kind, about) {
  if (!good) throw new Fault(kind, about);
}
