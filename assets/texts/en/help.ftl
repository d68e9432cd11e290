# What `--help` says of each command (`help-of-COMMAND`) and of each option (`help-OPTION`, or
# `help-COMMAND-OPTION` where a command has a text of its own).

help-of-sealkit = Offline recovery kits: a secret sealed with age, its key split into shares, on paper.
help-of-init = Write a commented plan to fill in
help-of-new = Make a kit: a file for each custodian, the sealed credential, the public record
help-of-check = Check that the printed sheets can be read, before you seal them, and record it
help-of-recover = Open the credential with enough shares and show the secret
help-of-rotate = Make new secrets for the same shares; no share is needed
help-of-reshare = Make new shares, for other custodians or another threshold
help-of-drill = Prove that enough shares open the kit, show nothing, and record it
help-of-status = Show what is due and what is overdue, for many kits
help-of-inspect = Show what a sheet, code or record is, without any secret
help-of-preflight = Check whether this machine is fit for a ceremony
help-of-profiles = List the password profiles with their limits and sources
help-of-completions = Print a completion script for a shell
help-of-man = Print the manual page, or write one page per command into a folder

help-json = Print facts and errors as JSON; never a secret
help-require-lockdown = Refuse to work where the kernel cannot limit system calls (seccomp) and files (Landlock)
help-help = Print help
help-version = Print version
help-template = The kind of plan
help-template-dir = The template of the runbook, where it is your own
help-file = Where to write it; standard output if left out
help-plans = Plans, see `sealkit init`; `-` is standard input
help-out = The folder to write, which must not exist yet
help-label = What the kit is called on every sheet
help-account = The account the secret belongs to
help-profile = The password profile, see `sealkit profiles` [default: entra]
help-length = Characters of the secret [default: 120, or the profile's maximum if that is lower]
help-threshold = Shares needed to open the kit, 2 to 32 [default: 2]
help-shares = Shares made, up to 32 [default: 3]
help-custodians = A share's keeper and place, "NAME; PLACE"; once per share, in order
help-paper = Paper of the sheets [default: a4]
help-imports = The value of an imported secret from a file or `-`; NAME= where there are several
help-inputs = Scans or PDFs of sheets, text files with codes or typed lines, payload.age, record.json, or `-`
help-name = One profile in full
help-shell = The shell
help-dir = An existing folder; pages that are in it already are not overwritten
help-record = The kit's record.json; the result is added to its log
help-date = The date to record, where the clock is wrong
help-by = Name of a person present; repeat it for each one
help-evidence = Evidence for the record, such as "alert=SOC, 14:07"; never a secret
help-evidence-only = Read nothing; add the evidence to the last drill of the record
help-allow-online = Accept a machine with a live network interface; the kit says NOT MADE OFFLINE
help-strict = Refuse an output place that keeps or forwards what is written there, instead of warning
help-no-provisioning = Leave out the sheet that shows the secrets in clear
help-sealed-copies = Also make N sheets that show the whole secret, each for a sealed envelope of its own, up to 32 [default: as many as the record counts]
help-dice = Mix dice rolls or other text into the system's generator: asked for, or read from =FILE or =-
help-hashes = The record hash, typed from the ceremony sheet: 8 groups or 16 words; `-` asks for it
help-output = Write to a new file that only you can read, or to standard output with `-`
help-secret = Only this secret, without the rest of the credential
help-identity = The age identity (AGE-SECRET-KEY-1...) instead, for use with any age program
help-rehearsal = Write the rehearsal credential too, which holds no secret; without this it is only shown
help-qr = Show it as a QR code too, for a keyboard-style scanner
help-plan = The plan with the new quorum, custodians and contacts; its secrets are those of the kit
help-new-identity = Make a new key and new secrets: the answer to shares that may have leaked
help-keep = Carry this secret over unchanged; repeatable
help-reason = Why the kept secrets are not replaced; it is recorded
help-unverified = For scripts: go on without --record-hash, and why; it is recorded and printed
help-records = The record.json of the existing generation; several make one folder per kit in DIR
help-batch = The batch.json of an earlier run: its hash, typed once, vouches for every record in it
help-confirm = Record that a sign-in with this generation has worked
help-places = Records, or folders with records in them
help-ics = Write calendar entries (iCalendar, RFC 5545) to this new file

help-init-template-dir = The plan of a template of your own, in this folder
help-new-template-dir = A runbook template of your own, which plans may name
help-preflight-out = Where the kit would go: judge that place too
help-reshare-threshold = Shares needed to open the kit, 2 to 32 [default: as it was]
help-reshare-shares = Shares made, up to 32 [default: as it was]
help-reshare-custodians = A share's keeper and place, "NAME; PLACE"; once per share, in order [default: as they were]
help-new-imports = Seal an existing secret from a file or `-` instead of generating one; NAME=FILE for a plan
help-check-inputs = Scans of printed sheets, or text files with scanned codes or typed lines
help-drill-inputs = Scans of sheets, text files with scanned codes or typed lines, payload.age, or `-`
help-recover-inputs = Shares and credential: scans (PNG, JPEG, PDF), text files with codes or typed lines, payload.age, or `-`
help-reshare-inputs = Enough shares and the credential: as for `sealkit recover`
help-rotate-inputs = Enough shares and the credential, for --keep: as for `sealkit recover`
help-recover-record = The kit's record.json: names a forged share, and says what does not agree with it
help-reshare-record = The record.json of the existing kit
help-renew = Renew this PIN or PFX passphrase too: have the old one at hand, or reset the key; repeatable
help-tenant = The report of 00-verify.ps1: hold the tenant against plan and record
help-status-date = The day to judge by, where the clock is wrong
help-rotate-by = Who signed in; it is recorded
help-preflight-strict = Treat every warning as an error
help-reshare-keep = Seal this secret unchanged to the new key; needs --reason and enough shares; repeatable

help-of-print = Write papers that hold no secret: handbook, ceremony, covers, drill form, book
help-what = Which papers: handbook, ceremony, covers, drill or book
help-print-plans = Plans, for the ceremony and the book
help-print-record = The kit's record.json, for a later ceremony, covers and drill
help-print-out = The folder to write into; it is made if it is not there
help-operation = What a ceremony with --record is for [default: rotate]
help-sums = SHA256SUMS of the release: the ceremony sheet prints the words of the program
help-print-paper = Paper of the handbook [default: a4]
help-only = One page of the book alone: red-card
help-print-template-dir = A template of your own, which plans may name
