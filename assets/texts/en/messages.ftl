# What sealkit says on the screen, in the form of Fluent (https://projectfluent.org/fluent/guide).
# Sentences of errors are in lower case without a full stop; `.hint` tells what to do.
# `$count` is a number and chooses between singular and plural; all other values are texts.

## Errors in general

unrepeated = something that was given is a code or a key, or holds one; it is not repeated here
hint-line = hint: { $hint }
interrupted = interrupted
    .hint = nothing was written; run the command again
stdout-unwritten = could not write to standard output: { $reason }
    .hint = check where the output is sent to
no-way-to-open = { $cause }; so there is no way to open the kit: { $consequence }
plan-written =
    plan written to { $file }
    fill it in, then: sealkit new { $file } --out DIR
pages-written = { $count ->
        [1] 1 page
       *[other] { $count } pages
    } written to { $folder }
panic =
    error: sealkit stopped because of a fault of its own; nothing secret is shown here
    hint: report the command and the version, never the codes; do not use an unfinished kit
kit-in-run = kit { $number } of { $total }, { $label }: { $message }; { $count ->
        [0] no kit was written
        [1] the one before it is written and whole, it and the { $left } after it are not
       *[other] the { $count } before it are written and whole, it and the { $left } after it are not
    }
    .hint = fix that, then run the command again with this kit and those after it, into another folder
making-kit = kit { $number } of { $total }: { $label }

## The command line

no-command = no command given
    .hint = see `sealkit --help`
arguments-wrong = { $message }
    .hint = { $hint }
arg-unknown = { $arg } is not expected here
arg-unknown-command = there is no command { $name }
arg-missing = this is missing: { $arg }
arg-twice = { $arg } is given twice
arg-conflict = { $arg } cannot be used with { $other }
arg-no-value = { $arg } needs a value
arg-value = { $value } is no value for { $arg }; it takes { $values }
arg-value-wrong = { $value } is no value for { $arg }: { $reason }
did-you-mean = did you mean `{ $name }`?
leave-one-out = leave one of the two out
usage-is = usage is `{ $usage }`
see-help = see `sealkit --help`
code-as-argument = an argument looks like a code or a key, not like a file name
    .hint = arguments stay in the process list and the shell's history: put codes into a file, or use `-` and enter them there; if it is a file, check its name
stdin-twice = standard input (`-`) can be read only once
    .hint = give the other one as a file
rolls-as-argument = `--dice` was given rolls instead of a file
    .hint = arguments stay in the process list and the shell's history: `--dice` alone asks for the rolls
json-with-secret = `--json` and `--output -` would mix facts and a secret on standard output
    .hint = use `--output FILE` with `--json`
flag-needed = without a plan, `{ $flag }` is needed
    .hint = give that flag, or a plan: `sealkit init plan.toml` writes one to fill in
date-form = `--date { $date }`: not a date of the form YYYY-MM-DD
    .hint = for example `--date 2026-11-21`
custodian-form = `--custodian`: a name is missing before the semicolon
    .hint = write `--custodian "NAME; PLACE"`, once per share
no-such-import = `--import NAME=FILE`: no secret of that name is to be imported
    .hint = a plan names them with `source = "import"`; check the spelling
too-many-imports = `--import`: more files than secrets to import
    .hint = give one `--import` for each secret
import-name = `--import`: with several secrets to import, each file needs its name
    .hint = write `--import NAME=FILE`, with the secret's name from the plan
no-such-profile = there is no password profile named { $name }
    .hint = `sealkit profiles` lists them
record-hash-form = `--record-hash`: { $error }
    .hint = type it from the ceremony sheet, or scan its square; `-` asks for it
no-record-to-compare = `--record-hash`: there is no record to compare the hash with
    .hint = give the kit's record.json, and older ones behind it
nothing-sealed = `--sealed-copies` needs `--new-identity`: a new split seals nothing
    .hint = rotate the kit for sealed copies, or leave the flag out
one-at-a-time = INPUT and `--keep` belong to one kit
    .hint = rotate the kits that carry a secret over one by one
nobody-takes-part = the names of the people present are missing
    .hint = give `--by NAME` once for each person; the record keeps the names
evidence-keys = `--evidence`: not a known key, an equals sign and a text
    .hint = the keys are told, sign-in, alert, ticket, review, note: `--evidence "ticket=4711"`
evidence-twice = `--evidence`: { $key } is given twice
    .hint = put both into one text
code-in-text = `{ $flag }` is a code or a key, or holds one
    .hint = write words instead; this text would be printed or stand in the record, and whoever reads it would have the code
secret-in-text = `{ $flag }` holds a secret of this kit, or a piece of it
    .hint = write words instead; this text would be printed or stand in the record, where no piece of a secret belongs
no-line = `{ $flag }`: not one printable line of up to 200 characters
    .hint = write it shorter, on one line; it stands in the record for ever
same-folder = two plans would both be written to the folder { $folder }
    .hint = give the plans labels that differ in more than signs, or make the kits one by one

## Plans, templates, imports, dice

file-of-dice = the file of `--dice`
file-of-import = the file of `--import`
the-flags = the flags
one-flag = `{ $flag }`
plan-of-record = the plan in the record: { $error }
    .hint = { $hint }
plan-of-file = { $file }: { $error }
    .hint = { $hint }
plan-of-flags = { $flag }: { $kind }
    .hint = { $hint }
flag-wrong = { $flag }: { $kind }
    .hint = see { $flag } in `sealkit { $command } --help`
plan-other-template = the plan in the record does not fit the template of its runbook
    .hint = give the template that made it with `--template-dir`
plan-not-text = { $file }: not text in UTF-8
    .hint = a plan is a TOML file; `sealkit init` writes one
template-not-text = { $file }: not text in UTF-8
    .hint = a template is made of text files; docs/PLAN.md lists them
template-broken = { $folder }: { $error }
    .hint = docs/PLAN.md explains what a template is made of
dice-nothing = `--dice`: no rolls and no other text were given
    .hint = enter at least { $rolls } rolls as digits 1 to 6, or leave `--dice` out
dice-not-text = the file of `--dice` is not text in UTF-8
    .hint = give a file with the rolls as digits 1 to 6
dice-no-terminal = `--dice` asks for the rolls, and there is no terminal to ask on
    .hint = give `--dice=FILE`, or `--dice=-` for standard input
import-refused = secret { $name }: { $error }
    .hint = it is taken whole or not at all; give the right one, or another profile in the plan
import-file = { $error }
    .hint = give a file that holds the secret and nothing else, or `-`; never the secret itself
existing-secret = existing secret { $name } of { $account }, not shown while you enter it
once-more = once more:{" "}
entries-differ = The two entries differ. Enter it again.
import-differs = the secret { $name } was not entered twice in the same way
    .hint = put it into a file on tmpfs and give `--import`
import-nobody-to-ask = the secret { $name } is to be imported, and there is no terminal to ask for it
    .hint = give `--import { $name }=FILE`, or `-` for standard input
import-again = the secret { $name } would be lost: it is imported, and there is no terminal to ask for it again
    .hint = give `--import { $name }=FILE`, or carry it over with `--keep { $name }` and enough shares

## Making a kit

forged-record = the record is forged: { $error }
    .hint = trust nothing in this file, and find out who changed it; take a copy of the record from another place, and compare its hash with the ceremony sheet

## What was made

warning-of-kits = { $count ->
        [1] { $warning }
       *[other] { $count } kits: { $warning }
    }
kits-written = { $count ->
        [1] 1 kit is written.
       *[other] { $count } kits are written. For each of them:
    }
many-lines = the credential takes { $lines } lines to type where its QR codes cannot be read
kit-not-made-offline = NOT MADE OFFLINE: { $network }; the sheets and the record say so
sealed-copies-made = { $count ->
        [1] the sealed copy opens everything by itself, without a share
       *[other] each of the { $count } sealed copies opens everything by itself, without a share
    }
unverified-kit = UNVERIFIED: the record before was not compared with paper ({ $reason }); the record, the ceremony sheet and `sealkit status` say so
batch-written = batch hash { $hash }
    print { $sheet }, and keep { $file } with the records: at the next rotation, `--batch { $file }` and this hash, typed once, vouch for all of these records
lone-opener = { $keeper } keeps enough shares to open the kit alone
kit-in-short = { $label } · set { $set } · credential { $generation } · { $quorum } · record hash { $hash }
    {"  "}{ $folder }

    secrets
rehearsal-unopened = Every code and line of the credential was read back from the finished sheet, byte for byte. Without shares it could not be opened.
rehearsal-of-all = All { $quorums } quorums, read back from the finished sheets, opened the credential.
rehearsal-of-one = The quorum that was brought opened the credential, read back from its finished sheet.
rehearsal-of-some = { $tried } of { $quorums } quorums, read back from the finished sheets, opened the credential.
note-strength = zxcvbn: score { $score } of 4
note-strength-of-100 = zxcvbn: score { $score } of 4 (it reads the first 100 characters only)
note-zxcvbn = zxcvbn: { $warning }
note-line-end = one line end at its end was removed
what-generation = Credential { $generation } replaces { $older } once a sign-in with it is confirmed.
what-set = New shares, in the place of set { $old_set }.
what-key = New key. It replaces set { $old_set } and credential { $older } once a sign-in with credential { $generation } is confirmed.
revokes-nothing = this revokes nothing: the shares of set { $set } still combine among themselves until they are destroyed
short-secret = secret { $name } has { $characters } characters, fewer than { $short }: see `sealkit profiles { $profile }`
keep-credential = keep credential no. { $generation }: it still holds { $names }
confirmed-now = { $kit } is confirmed, { $day }: sign-in with it worked
confirmed-already = { $kit } was confirmed already, { $day }: sign-in with it worked
may-be-destroyed = generation { $older } may now be destroyed: destruction.pdf is the certificate to sign
old-copies = sealed copies of generation { $generation } ({ $count }) hold a password that is replaced now: { $next }
old-copies-replaced = put the new ones in their place
old-copies-joined = seal the new ones beside them, and keep them for what credential no. { $generation } still holds
old-copies-spent = no new ones were made: destroy them once this generation is confirmed
old-copies-stay = no new ones were made, and they are kept for what credential no. { $generation } still holds
and = {" and "}

## The machine: what the process gives up, and where the output would lie

system-calls-open = system calls are not limited: { $reason }
files-open = files are not limited: { $reason }
no-landlock = this kernel has no Landlock, or it is switched off
memory-open-no-swap = memory is not locked: { $reason }; there is no swap
memory-open-swap = memory is not locked: { $reason }; it may be written to swap
memory-limit = the limit is too low, see `ulimit -l`
reason-of-system = { $reason }
output-place = output place: { $path }: { $judged }
place-memory = in memory ({ $kind }), gone when the machine is switched off
place-memory-swap = in memory ({ $kind }), but swap is in use and may keep it
    .hint = take tmpfs (/dev/shm) or a removable medium that is kept or destroyed
place-removable = on a removable medium ({ $kind })
place-disk = on a disk that stays ({ $kind }), where deleted files can be found again
    .hint = { place-memory-swap.hint }
place-elsewhere = on another machine ({ $kind }): it travels there
    .hint = { place-memory-swap.hint }
place-unknown = unknown: cannot tell what keeps it
    .hint = { place-memory-swap.hint }
place-unknown-kind = unknown: cannot tell what keeps it ({ $kind })
    .hint = { place-memory-swap.hint }
network-none = none is on
network-live = network { $interfaces } is on
    .hint = pull the cable or switch it off
network-unknown = could not be checked
    .hint = look at the machine yourself: /sys is missing

## Preflight and profiles

fitness-ok = ok
recorded-warning = Warning: { $found }
recorded-not-allowed = Not allowed: { $found }
check-network = network interfaces
check-wireless = wireless
check-bluetooth = bluetooth
radio-none = none
radio-off = off: { $names }
radio-on = not switched off: { $names }
    .hint = switch it off: the machine's own switch, `rfkill block all`, or take the card out
check-swap = swap
swap-none = none
swap-in-memory = in memory only: { $names }
swap-on-disk = on a disk: { $names }
    .hint = switch it off: `swapoff -a`
check-hibernation = hibernation
hibernation-to = an image of the memory goes to { $place }
    .hint = do not let it sleep; boot with `noresume`, or without that disk
hibernation-nowhere = no place for an image
hibernation-off = off
check-core-pattern = core pattern
core-empty = empty
core-own-off = { $pattern }; this program is never dumped
core-on = { $pattern }
    .hint = switch dumps off: `ulimit -c 0`
check-machine = virtual machine
machine-metal = no
machine-metal-named = no: { $firmware }
machine-virtual = this is a virtual machine
    .hint = its host reads all memory: take a machine of its own
machine-virtual-named = this is a virtual machine: { $firmware }
    .hint = { machine-virtual.hint }
check-instruction = random instruction
instruction-there = { $names }
instruction-none = the processor has none
    .hint = let the machine run and type for a minute; use `--dice`
check-generator = kernel generator
generator-dead = it gives no numbers
    .hint = take another machine or kernel
generator-seeded = seeded
generator-seeded-bits = seeded, { $bits } bits
check-clock = clock
clock-says = { $time }
clock-wrong = { $time } cannot be right
    .hint = set it, or give today's date with `--date`; it is recorded
clock-differs = { $time }, but the hardware clock differs
    .hint = compare it with a watch
check-place = output place
check-printers = printer queues
printers-no-cups = no CUPS
printers-keep-nothing = keep no files
printers-far = printed over a network: { $queues }
    .hint = use a printer with a cable
printers-keep = keep the files of jobs ({ $setting })
    .hint = write `PreserveJobFiles No` into /etc/cups/cupsd.conf and start CUPS again
printers-keep-a-day = keep the files of jobs for a day, as CUPS does unless told otherwise
    .hint = { printers-keep.hint }
check-user = user
user-other = not root
user-root = you are root
    .hint = not needed: any other user's rights are enough
check-system-calls = system call filter
check-files = file access
check-memory = memory of this program
check-dumps = core dumps
check-debuggers = memory access by other programs
measure-filter = in force
measure-limited = limited to what was named
measure-off = off
measure-locked = locked
measure-no-swap = not locked, but there is no swap
measure-missing = not in force
    .hint = take a newer kernel
system-calls-missing = not in force: { $reason }
    .hint = take a newer kernel: this one has no filter of system calls, or forbids it
files-missing = not in force: { $reason }
    .hint = take a kernel of 5.13 or later with Landlock on (`lsm=landlock,...`)
memory-missing = not locked: it may be written to swap
    .hint = raise the limit: `ulimit -l unlimited` as root; or switch swap off
off-failed = could not be turned off
    .hint = take a newer kernel
fitness-warning = warning
fitness-not-allowed = not allowed
fit = Fit for a ceremony.
fit-with-points = { $count ->
        [1] Fit for a ceremony. 1 point to accept aloud.
       *[other] Fit for a ceremony. { $count } points to accept aloud.
    }
not-fit = { $count ->
        [1] Not fit for a ceremony: 1 item is not allowed.
       *[other] Not fit for a ceremony: { $count } items are not allowed.
    }
own-hash = this program, SHA-256: compare it with a second source, on another machine
own-file-unread = this program: its file could not be read
column-profile = PROFILE
column-length = LENGTH
column-for = FOR
column-source = SOURCE
one-profile-in-full = {""}
    `sealkit profiles NAME` shows one in full.

## What an input is

input-empty = it is empty
    .hint = give a sheet, its codes, or its numbered lines
input-unknown = it is neither text nor a sheet nor an age file
    .hint = give a sheet, its codes, or its numbered lines
picture-damaged = this picture is damaged
    .hint = save it as PNG or JPEG, or type the numbered lines
picture-format = { $name } pictures are not supported
    .hint = save it as PNG or JPEG, or type the numbered lines
input-is-record = this is a record, neither a share nor a credential
    .hint = give it with `--record`
no-record = this is no record
    .hint = give the kit's record.json
first-edition = { $path } is a record of edition 1; only recover, inspect, status and reshare take it
    .hint = bring a quorum and make new shares: sealkit reshare --record { $path } --out NEW-FOLDER
overtaken = was changed or taken away while this command ran; nothing was noted in it
    .hint = run the command again
record-damaged = { $error }
    .hint = take the record.json that was written with the kit, unchanged

## What a piece is

share-of-set = share { $x } of set { $set }{ $count ->
        [0] : enough shares
        [1] , one more needed
       *[other] , { $count } more needed
    }
rehearsal-set = set { $set } is a rehearsal set: it opens the rehearsal credential and nothing else
share-repeated = share { $x } is there already
rival-share = share { $x } is there already with other content: one of the two is forged
    .hint = add further shares: they show which of the two is good
share-of-other-kit = share { $x } belongs to set { $given }, another kit than set { $wanted }
    .hint = use shares whose set begins with { $key }
share-not-in-record = share { $x } is not the share that the record names: forged, or misread in more than one place
    .hint = leave it out, and find out where it came from
set-contradicts = share { $x } says { $given } at epoch { $this }, where the others say { $wanted } at epoch { $other }
    .hint = use shares of set { $set } only
share-of-older-split = share { $x } belongs to set { $given }, an older split of the same kit: epoch { $this }, where set { $set } is of epoch { $other }
    .hint = shares of two splits do not combine: use those of set { $set } only
share-of-newer-split = share { $x } belongs to set { $given }, a newer split of the same kit: epoch { $this }, where set { $set } is of epoch { $other }
    .hint = shares of two splits do not combine: use those of set { $set } only
share-of-other-split = share { $x } belongs to set { $given }, another split of the same kit: epoch { $this }, where set { $set } is of epoch { $other }
    .hint = shares of two splits do not combine: use those of set { $set } only
credential-part = credential of generation { $generation }, part { $part } of { $parts }
rival-part = part { $part } of { $parts } of a credential of generation { $generation }: another one is there already, with other content
credential-lines-so-far = { $have } lines of a credential, still missing: { $missing }
credential-complete = credential of key { $key }, generation { $generation }: complete
age-file = an age file
parts-do-not-fit = the parts of the credential do not belong together, or one was misread
    .hint = scan all parts again from one sheet, or type its lines
calibration-arrived = the calibration code arrived as it is printed
program-square = a square of the printed program recover.py, which is not needed here
other-keyboard = the scanner typed for another keyboard: read as { $layout }

## Typed lines


## The prompt

prompt-help =
      Scan a code, type the numbered lines of a sheet, or give the name of a file.
      back     takes the last line back        done     ends the entry
      redo 2   takes line 2 back               help     shows this again
      Ctrl-C   stops, and keeps nothing
      The screen is cleared at the end.
prompt-line-of = { $kind }, line { $number } of { $of }:
prompt-line = { $kind }, line { $number }:
prompt-no-file = there is no file with that name
prompt-begun = lines of a { $kind } follow
prompt-line-good = line { $number } is good
prompt-line-there = line { $number } is there already, with other characters; `redo { $number }` takes it back
prompt-does-it-show = Does your sheet show { $probable } there? (y/n)
prompt-nothing-changed = Nothing was changed. Type line { $number } again.
prompt-back = line { $number } is taken back
prompt-back-nothing = there is no line to take back; a complete code stays
prompt-redo = line { $number } is taken back: enter it again
prompt-redo-nothing = there is no such line to take back
enter-shares = Enter shares, one line at a time:
enter-shares-and-credential = Enter shares and the credential, one line at a time:
ask-share-or-credential = share or credential:
ask-share = share:
ask-credential = credential:
ask-another-share = another share:
ask-earlier-credential = credential no. { $generation }, which holds a secret too, or done:
ask-more-or-credential = share ({ $missing } more) or credential:
ask-more = share ({ $missing } more):
ask-share-or-done = share ({ $missing } more), credential, or done to test shares only:

## Opening

credential-lines-missing = lines of the credential are missing: { $missing }
    .hint = enter all numbered lines of the credential sheet
credential-codes-missing = of the credential, { $gap }
    .hint = scan every code of the credential sheet
rehearsal-not-written = these are the shares of a rehearsal, which open no secret: nothing was written
    .hint = bring the shares of your kit; to write the rehearsal credential, add `--rehearsal`
shares-open-several = These shares open several kits. At least one of them is forged or does not belong here:
find-kit-fingerprint = Take the ceremony sheet of your kit and find the kit fingerprint: eight groups.
type-last-groups = Type its last four groups:
four-groups = Type four groups of four characters, 0 to 9 and a to f.
no-such-fingerprint = None of these kits has this fingerprint. Look at the sheet again.
screen-code-too-large = (The QR code does not fit on this terminal: make it larger, or the font smaller.)
screen-code-too-long = (This is too long for a QR code.)
screen-next-page = Page { $number } of { $of }: Enter for the next, Ctrl-C to clear the screen and end
screen-last-page = Enter to clear the screen and end
mark-error = error:
mark-warning = warning:
screen-title = { $title }: generation { $generation }, sealed { $sealed }, set { $set }
screen-rehearsal = REHEARSAL, no secret: { $title }: generation { $generation }, sealed { $sealed }, set { $set }
screen-identity = the age identity: anyone who has it can open every generation of this kit
screen-secret = secret { $name } for { $account } ({ $profile })
screen-characters = { $number } characters, in groups of 4: the gaps are not part of it
screen-characters-and-blanks = { $number } characters, in groups of 4: the gaps are not part of it; ␣ stands for a blank
screen-framed = ⟨U+200B⟩ and the like is one character, given by its Unicode number: no screen shows it reliably
screen-from-credential = from credential no. { $generation }

## Beside what opens

credential-beside = { $path }: the credential that the record names
bad-share = share { $x } does not belong to the others: forged or misread; it was not used
older-credential-too = an older credential was given too, generation { $generation }: the newest is used
secret-not-held = credential no. { $generation } was given and does not hold { $name }: one of the two credentials is not genuine
secret-not-brought = find credential no. { $generation }: it holds { $name }, which is not shown here
earlier-credential-left-out = a credential of generation { $generation } was given that is not the one that the record names
older-split-too = shares of an older split were given too: { $kit }
other-kit-too = shares of another kit were given too, and left out: { $kit }
not-all-tried = not every combination of these shares was tried: shares of another kit may be among them
generation-gap = no credential between generation { $older } and generation { $newer } was given: anyone who knows the recipient can seal one with a high number
record-disagrees = the record does not agree: { $why }
not-proven = not yet proven genuine: compare this kit fingerprint with the credential sheet and the ceremony sheet: { $fingerprint }; or give the record with `--record`
contradicted = not yet proven genuine, and the record does not agree: compare this kit fingerprint with the credential sheet and the ceremony sheet: { $fingerprint }
not-compared = not compared: the record names this credential, but nobody has compared that record with paper; compare this kit fingerprint with the credential sheet and the ceremony sheet: { $fingerprint }; or type the record hash from the ceremony sheet with `--record-hash -`
credential-out-of-use = the credential of generation { $found } was given too: it is out of use since generation { $recorded }
credential-not-vouched-for = a newer credential was given too, generation { $found }: the record is of generation { $recorded } and does not vouch for it
credential-does-not-open = another credential that was given does not open: { $error }
secret-written = written to { $path }; only you can read it: destroy it after use

## Reading back

not-printed = this is the kit's own file, which proves nothing about the printed sheet
    .hint = scan the sheet that came out of the printer, or type its lines
no-printed-sheet = this is no printed sheet
    .hint = scan a sheet, or type its lines
sheet-refused = a sheet does not match the record: { $first }
    .hint = do not seal it; find out where it came from, and print the right sheet again
not-read-back = not read back: { $sheets }
    .hint = read these back before you seal them: `sealkit check --record { $record }`; what was read stays recorded
share-printed-correctly = { $sheet } is printed correctly; you may seal it
printed-correctly = { $sheet } is printed correctly
earlier-printed-correctly = { $sheet } is printed correctly; keep it: it still holds { $names }
other-credential = a credential of generation { $found }, but not the one that the record names
    .hint = do not put it next to the envelopes; print the kit's credential.pdf again
second-credential = a second credential of generation { $generation }, SHA-256 { $payload }: a rotation was run twice, or one of the two is forged
    .hint = do not seal it; the ceremony sheet of this generation has the SHA-256 of the right one
old-credential-read = this is the old credential ({ $found }); the record is of generation { $recorded }
    .hint = find credential { $recorded }
newer-credential-read = this is credential { $found }, which is newer than the record ({ $recorded })
    .hint = find credential { $recorded }, or give the record of generation { $found }
credential-of-generation = credential of generation { $generation }
share-x = share { $x }{ $who }{ $place }
credential-recorded = The credential is printed correctly, and that is recorded.
shares-and-credential-recorded = { $count ->
        [1] Share
       *[other] Shares
    } { $numbers } and the credential are printed correctly, and that is recorded. You may seal the shares.
shares-recorded = { $count ->
        [1] Share
       *[other] Shares
    } { $numbers }: printed correctly, and that is recorded. You may seal the shares.
sheet-matches = matches
sheet-read = read { $day }
sheet-not-read = NOT READ
check-title = Read the printed sheets of { $label } back, one after the other:

## Drills

ask-names = Names of the people present, separated by ";":
ask-a-name = The record needs at least one name.
ask-evidence = Evidence for the record. Press Enter to leave a line out; you can add it later.
ask-evidence-field = { $key } ({ $what }):
ask-names-long = One of these names is too long. Type them again.
ask-evidence-long = This is too long. Type it again, or press Enter.
ask-not-kept = This holds a code or a secret, and the record is public. Type it again in words.
evidence-told = who in the monitoring team was told before, and when
evidence-sign-in = when somebody signed in with the secret, and from which machine
evidence-alert = who saw the alert, and when
evidence-ticket = number of the ticket or incident
evidence-review = who went through the sign-in and audit logs afterwards
evidence-note = anything else; never a secret
no-drill = there is no drill in this record
    .hint = hold one first: `sealkit drill` without `--evidence-only`
share-refused = not a share of this kit: { $first }
    .hint = keep it apart, find out where it came from, and tell the people named on the cover
drill-faults = the kit opens, but something given does not belong to it: { $first }
    .hint = find out where it came from, replace the sheet, and hold the drill again
drill-failed = the drill did not open the kit: { $first }
    .hint = bring what is missing or another share and hold it again; if it stays so, make a new kit
drill-older-credential = a credential of generation { $generation } too
drill-not-held = the credential of generation { $generation } does not hold { $name }
drill-other-credential = another credential does not open
vouched-by-code = the record has the right authentication code: somebody who held the key made it
vouched-by-adoption = made without a quorum, compared with paper later by somebody who held the key
drill-title = Drill of { $label }: enter shares and the credential; the secret is not shown:
share-belongs = this share belongs to { $label }: share { $x } of { $of }, set { $set }, epoch { $epoch }
drill-summary =
    drill of { $label }: { $how }
    set { $set }, epoch { $epoch }, generation { $generation }; { $quorum } shares open it
    good shares: { $shares }; taking part: { $by }; { $seconds } s
drill-opened = the quorum opens the credential
drill-opened-with-faults = the quorum opens the credential, but not all that was given belongs to it
drill-not-opened = it did NOT open
no-shares = none
drill-generations = credentials that opened: generations { $generations }
drill-not-proven = NOT PROVEN, since it was not brought: { $secrets }
secret-in-credential = { $name } (credential no. { $generation })
unnamed-file = a file whose name is a code, or holds one
drill-noted = noted in { $record }; nothing secret was shown or kept
next-drill = next drill by { $date }
evidence-noted = noted for the drill of { $day }: { $keys }
drill-without-code = this drill is noted without an authentication code
own-file-of-share = this is the kit's own file, not its print: it should have been destroyed
drill-stays =
    a rotation leaves this as it is: { $secrets }
    a new one can be set only by somebody who knows the old one; with these shares you can: `sealkit recover` first, then `sealkit rotate` with { $renew }
terminal-line-too-long = That line is longer than a terminal takes at once, so nothing of it was taken. What you entered before is kept. Enter one line of the sheet at a time, or a file that has them all.
terminal-not-text = That line has a letter that this terminal does not send as UTF-8, so nothing of it was taken. What you entered before is kept. Type the line again.
no-alert = no alert is noted: once somebody has seen it, run `sealkit drill --record { $record } --evidence-only --evidence "alert=WHO, WHEN"`

## Rolls of a die

dice-intro =
    Roll a die and type what it shows, 1 to 6: { $rolls } rolls or more, in one line or several.
    Any other text is mixed in as well, and counts for less.
    An empty line ends it, and the screen is cleared.
ask-rolls = rolls:{" "}
source-system = operating system (getrandom)
source-mixed = { $measure }, mixed in with HKDF-SHA256
measure-rolls = { $count ->
        [1] 1 dice roll, { $bits } bits
       *[other] { $count } dice rolls, { $bits } bits
    }
measure-text = typed text, counted as { $bits } bits
dice-nothing-yet = nothing yet
dice-enough = { $bits } so far: enough; go on, or end with an empty line
dice-so-far = { $bits } so far, of { $enough }
dice-too-few = { $bits } so far, of { $enough }: too few; another empty line ends it all the same
entropy-mixed = { $counted }, mixed into the operating system's generator
few-rolls = that is less than the { $bits } bits asked for: should the operating system's generator fail, the rolls alone would not protect the kit
uneven-rolls = the faces came up very unevenly: the die is loaded, or the rolls are made up and add less

## Status

no-record-in-folder = { $folder }: there is no record in this folder
    .hint = name the folder with the record.json files, or the files
no-record-in-places = there is no record in these places
    .hint = name the folder with the record.json files, or the files
kit-replaced = { $kit } is out of use: { $file } is a newer record, of generation { $newer }
    .hint = confirm that one: `sealkit rotate --confirm --record { $file }`
kit-succeeded = { $kit } is out of use: its log says that a kit with a new key took its place
    .hint = give the record of the new kit
record-fork = { $one } and { $other } are records of one generation with different credentials: a rotation was run twice, or one of them is forged
    .hint = compare each with the ceremony sheet, and put the one that does not match away
overdue = { $count ->
        [1] 1 of { $kits } kits is overdue
       *[other] { $count } of { $kits } kits are overdue
    }: { $named }
    .hint = `sealkit rotate` makes the next generation, `sealkit drill` notes a drill in the record
and-more = and { $number } more
rotation-late = rotation by { $by }
drill-late = drill by { $by }
drill-failed-last = its last drill failed
drill-failed-on = FAILED on { $day }
generation-not-confirmed = { $generation } not confirmed
due-late = { $day } OVERDUE by { $by }
due-today = { $day } today
due-in = { $day } in { $left }
days = { $count ->
        [1] 1 day
       *[other] { $count } days
    }
record-copies = { $a } and { $b } are copies of one record with different logs: the longer one counts
record-twins = { $a } and { $b } both follow the same record: one of the two kits is not in use
pending = no sign-in with generation { $generation } is noted: keep generation { $older } until one of the newer ones is confirmed
unverified-kits = { $count ->
        [1] 1 kit was
       *[other] { $count } kits were
    } made from a record that was not compared with paper: { $kits }
kits-without-quorum = { $kits } of { $of } kits: made without a quorum; only the record hash on paper vouches
succession-noted = noted in { $record }: a new key came in its place; where the old shares were exposed, that note is worth nothing, since anyone who has them can write it
log-without-head = none yet
calendar-written = calendar entries written to { $path }

calendar-rotate = Rotate { $label }, generation { $generation }
calendar-drill = Drill { $label }
calendar-overdue = OVERDUE since { $day }: { $title }
calendar-text = Due by { $day }. `sealkit status` tells what is due.
column-kit = KIT
column-set = SET
column-generation = GENERATION
column-age = AGE
column-rotation = NEXT ROTATION
column-drill = NEXT DRILL

## Inspect

records-differ = { $first }
    .hint = take the record.json that was written with the kit, unchanged; the ceremony sheet has its hash
inputs-contradict = { $found }
    .hint = compare the kit fingerprint and the SHA-256 of the credential with the ceremony sheet
several-kits = these shares open { $number } different kits: { $kits }
several-credentials = { $number } different credentials of key { $key } say generation { $generation }, SHA-256 { $hashes }
several-age-files = { $number } different age files, SHA-256 { $hashes }: if both are said to be of one generation, a rotation was run twice, or one of them is forged
two-records = two records of set { $set }, generation { $generation }, name different credentials, SHA-256 { $one } and { $other }: a rotation was run twice, or one of them is forged
on-page = page { $page }: { $sentence }
no-code-on-sheet = a PDF without a code: neither a share nor a credential
other-code = a QR code that is neither a share nor a credential; perhaps a secret in clear
calibration-found = the calibration code, as it is printed: the keyboard layout is right
program-found = a square of the printed program recover.py; no secret
credential-lines = { $lines } lines of a credential; still missing: { $missing }
share-found = share { $share } of { $shares }, set { $set }, epoch { $epoch }; { $threshold } of { $shares } shares open the kit; share fingerprint { $fingerprint }
rehearsal-share-found = share { $share } of { $shares }, set { $set }, epoch { $epoch }; { $threshold } of { $shares } shares open the kit; share fingerprint { $fingerprint }; a rehearsal set, it protects nothing
part-found = part { $part } of { $parts } of a credential: key { $key }, generation { $generation }
credential-found = a whole credential: key { $key }, generation { $generation }; its age file has { $age_file_bytes } bytes
age-file-found = an age file of { $bytes } bytes; from outside it shows neither its key nor its generation
age-file-damaged = an age file that is damaged
    .hint = use another copy of it
made-offline = made offline
not-made-offline = NOT MADE OFFLINE
secret-in-earlier = { $name } ({ $profile }, in credential no. { $place })
record-found = record of the kit { $label }
      set { $set }, { $quorum }, epoch { $epoch }, generation { $generation }
      made { $date } with sealkit { $version }, { $offline }
      secrets: { $secrets }
      recipient { $recipient }
      fingerprint { $fingerprint }
      log entries: { $entries }, head of the log: { $head }
      authentication code: { $code }
      `--record-hash -` asks for the record hash on the ceremony sheet, and compares it
made-without-quorum = made without a quorum; only the record hash on paper vouches
code-of-edition-1 = none, the record is of edition 1; only the record hash on paper vouches
code-written = there is one; it is not checked here, a drill checks it
record-found-share = share { $x }: { $name } { $place }
record-hash-found = a record hash, which opens nothing: scan it where the record hash is asked for
batch-found = a batch of { $records } records: `sealkit rotate --batch` asks for its hash on the batch sheet
batch-error = { $error }
    .hint = give the batch.json that was written with the kits, unchanged
record-error = { $error }
    .hint = take the record.json that was written with the kit

## Inspect: records beside one another

type-ceremony-hash = Record hash, from the ceremony sheet:{" "}
record-by-name = record of { $label }, generation { $generation }, epoch { $epoch }
older-record-missing = the { $newer } follows one that was not given, with the SHA-256 { $hash }
record-follows = the { $newer } names the one before it as it is here: that one is unchanged
record-on-paper = the hash from the ceremony sheet is that of the { $record }: its made part is as it was printed
other-record-before = the { $newer } names another record before it than the one given: the older one was changed, or it was
records-say = they differ in { $field }: the older says { $older }, the newer { $newer }
field-recipient = recipient
field-epoch = epoch
field-quorum = quorum
field-generation = generation
field-date-of-record = date
field-share-hash = hash of share { $x }
field-custodian = custodian of share { $x }
field-payload-hash = hash of payload.age
custodian-none = none named
value-missing = missing
record-field-changed = in the { $record } the field { $name } was changed: it says { $now }, and it was { $before }
record-but-for-group = look at group { $group } again: the others are those of the { $record }
hash-of-record-before = the hash is that of the record before the { $newer }, which was not given
hash-of-no-record = the hash from the ceremony sheet is that of none of these records: their made part was changed in more than one place, or the sheet is of another kit

## Inspect: the story of a kit. What may be missing begins with what sets it apart.

story-of-the-kit = the story of the kit
story-none = none
story-fact = { $name }: { $said }
story-older = {" "}in the place of { $value }
story-made = made: generation { $generation }, epoch { $epoch }, { $quorum } shares
story-rotated = rotated: generation { $generation }{ $older }, same shares
story-reshared = split again: set { $set } in the place of { $old }, epoch { $epoch }, { $quorum } shares
story-renewed = new key: set { $set } in the place of { $old }, { $quorum } shares, generation { $generation }{ $older }
story-online = , { $value }
story-unverified = , UNVERIFIED: { $value }
story-read-back = read back: { $read }{ $unread }{ $refused }
story-unread = ; not read: { $value }
story-refused = ; REFUSED: { $value }
story-drill = drilled: { $result }, shares { $shares }{ $by }{ $faults }
story-share-test = tested share { $shares }: { $result }{ $by }{ $faults }
story-by = {" "}({ $value })
story-faults = : { $value }
story-evidence = evidence of the drill: { $facts }
story-confirmed = confirmed: { $facts }
story-adopted = taken over by a quorum after its hash was compared with paper
story-succeeded = succeeded by a kit with a new key: { $facts }
story-other = { $kind }: { $facts }
story-not-compared = ; record not compared with paper
story-code = {" "}(code not checked)
story-no-code = {" "}(not authenticated)

## Compared with paper

ceremony-sheet = the ceremony sheet of generation { $generation }
batch-sheet = the batch sheet
record-not-compared = the record of { $label }, generation { $generation }, was not compared with paper
    .hint = type its hash from { $sheet }: `--record-hash HASH`, or `--record-hash -` to be asked
batch-not-compared = the batch was not compared with paper
    .hint = type its hash from { $sheet }: `--record-hash HASH`, or `--record-hash -` to be asked
not-on-paper = { $found }
    .hint = take { $sheet }, and the file that was written with it; if they still differ, do not go on: somebody has exchanged one of them
find-record-hash = { $label }, generation { $generation }: find the record hash on { $sheet }.
find-batch-hash = Find the batch hash on { $sheet }.
type-record-hash = Record hash, 8 groups or 16 words:{" "}
type-record-hash-or-skip = Record hash, 8 groups or 16 words (Enter: go on without):{" "}
type-batch-hash = Batch hash, 8 groups or 16 words:{" "}
look-at-group = Look at group { $group } again.
hash-of-another-record = This is the hash of another record.
hash-of-another-batch = This is the hash of another batch.
compared = compared: the record is the one on your ceremony sheet
record-only-claims = not compared: nobody has compared this record with paper; `--record-hash -` asks for the hash on the ceremony sheet
needs-the-old-one = { $label }: { $name } stays as it is, in the credential that holds it: a new one can be set only by somebody who knows the old one. To renew it, read the old one first (`sealkit recover`) and add `--renew "{ $name }"`.
