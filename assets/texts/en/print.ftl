# What `sealkit print` says, and what is said of papers to print.

## Usage

paper-of-no-kit = the handbook is the same for every kit, so it needs no plan and no record
    .hint = sealkit print handbook --out DIR
plan-or-record = the ceremony sheet needs one plan, or `--record` and no plan
    .hint = before the first kit: sealkit print ceremony PLAN --out DIR; later: sealkit print ceremony --record FILE --out DIR
record-alone = this paper needs `--record` and no plan
    .hint = give the record.json of the kit
plans-alone = the book needs a plan, and no record
    .hint = sealkit print book PLAN --out DIR
not-for-this-paper = `{ $flag }` does not go with this paper
    .hint = see `sealkit print --help`
sums-without-program = { $file } names no program of sealkit
    .hint = give the SHA256SUMS of the release
plan-of-several = { $file } makes { $count } kits, and this paper is for one
    .hint = write a plan for each of them, or use the book
plan-of-other-book = { $file } is the plan of another tenant
    .hint = a book is for one tenant: print a book for each of them
no-red-card = the template of this plan has no red card
    .hint = sealkit print book PLAN --out DIR
plan-without-book = { $file } names no template, so there is no book for it
    .hint = sealkit init --template entra writes a plan that has one

## What was written

medium-written = Burn { $path } onto a CD, or copy it onto an empty stick, for each safe.
medium-readme =
    This medium opens a sealkit kit. It holds no secret, and is the same for every kit.
    First: a computer without a network. Pull the cable, switch Wi-Fi off.
    1. Any computer: open recover.html (Edge, Chrome, Firefox or Safari).
    2. Or Linux: open a terminal in this folder and type  ./sealkit recover
       "Permission denied"?  cp sealkit /tmp && chmod +x /tmp/sealkit && /tmp/sealkit recover
    3. Or Python 3.8 or later:  python3 recover.py  (Windows:  py recover.py)
    Give it the shares and every credential sheet: scanned, or typed line by line.
    Nothing works? The Recovery Handbook has a way by hand.
    Is this medium as it was made?  sha256sum -c SHA256SUMS
    Afterwards: switch the computer off, and destroy what you saved.
print-jobs = Print { $count ->
        [one] it
       *[other] them
    } on one side, at 100 %:
print-job = {"  "}{ $command }
printed-nothing = Nothing was sent to a printer.
papers-written = { $count ->
        [one] Written, without a secret in it:
       *[other] Written, without a secret in them:
    }
paper-written = {"  "}{ $path }, { $count ->
        [one] 1 page
       *[other] { $count } pages
    }
handbook-id = This is handbook { $id }. Put one copy into each safe, beside the share.

## The book

book-title = Book, { $label }
book-head = BOOK
book-done = DONE
book-what = WHAT
book-initials-time = INITIALS, TIME
red-card-title = Red card, { $label }
red-card-head = RED CARD
book-foot = sealkit { $version } · printed { $date }
shows-where-shares-are = NO SECRET, BUT SHOWS WHERE THE SHARES ARE

## What is said of a kit that was made

kit-in-full = { $label } · set { $set } · credential { $generation } · any { $k } of { $n } open it
kit-values =
    kit fingerprint  { $fingerprint }
    record hash      { $hash }
secret-unchanged = { $name } is unchanged since credential { $generation }.
secret-note = { $name }: { $note }
job-ceremony = Page 3 of the ceremony sheet; no secret
job-shares = SECRET, one by one: print it, read it back, seal it, then the next
job-more-shares = {"  "}... ({ $count } more, listed on the ceremony sheet)
job-credential = { $count ->
        [one] 1 copy; keep it next to the sealed bag, not inside it
       *[other] { $count } copies; keep one next to each sealed bag, not inside it
    }
job-provisioning = SECRETS IN CLEAR, only when all shares are sealed; then destroy sheet and file
job-provisioning-alone = SECRETS IN CLEAR: set them, then destroy sheet and file
job-sealed-copy = SECRETS IN CLEAR: print it and seal it at once; it opens everything by itself
job-destruction = To be signed when what was replaced is destroyed, and not before; no secret
job-other = No secret
kit-pages = { $pages } pages, { $all } with all copies, besides the ceremony sheet printed before.
kit-handbook = Handbook: print it only where none with id { $id } lies
    {"  "}sealkit print handbook --out DIR
rehearsed-all = The kit is made, and any { $k } of its { $n } shares open it: all combinations were tried.
rehearsed-some = The kit is made, and any { $k } of its { $n } shares open it: { $tried } combinations were tried.
rehearsed-codes = The credential is made, and every code of it was read back. Without shares it was not opened.
rehearsed-quorum = The credential is made, and the shares you gave open it.
steps-left = Nothing was sent to a printer. Go on with these steps of the ceremony sheet:
    { $steps }
next-confirm = Once a sign-in with it works:
    {"  "}sealkit rotate --confirm --record { $record }
next-share = Print share 1, then read it back:
    {"  "}sealkit check --record { $record }
next-credential = Print the credential, then read it back:
    {"  "}sealkit check --record { $record }

## Who gets what, on page 3 of the ceremony sheet

packing-share = its custodian
packing-credential = one next to each sealed bag
packing-provisioning = operator; destroyed in step 8
packing-sealed-copy = its keeper, sealed
packing-destruction = signed when the old pieces are destroyed
packing-other = with the ceremony sheet
