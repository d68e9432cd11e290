# What the sheets of a ceremony say: its script, the drill form, the certificate of destruction, the batch.
# `**bold**`, `` `typed` ``; a backslash before a sign that is meant as it is.

## The eleven steps, the same on paper, screen and in the documents

steps-people = People
steps-computer = Computer
steps-plan = Plan
steps-make = Make
steps-shares = Shares
steps-credential = Credential
steps-set = Set and try
steps-destroy = Destroy
steps-hand-over = Hand over
steps-tidy = Tidy
steps-close = Close

steps-people-text = Everyone here has signed in. Phones, watches and cameras are outside. Nobody else comes in.
steps-computer-text = No network, right date, printer on a cable. Run `sealkit preflight` and, in a second window, `{ $command }` on sealkit.

steps-plan-new = The leader reads it aloud: kit, account, secrets, { $k } of { $n }, custodians, places. Everybody agrees.
steps-plan-rotate = The leader reads it aloud: kit, account, which secrets become new and which stay. Everybody agrees.
steps-plan-reshare = The leader reads it aloud: { $k } of { $n }, the new custodians, their places. The secrets stay as they are. Everybody agrees.
steps-plan-new-identity = The leader reads it aloud: why the old shares are given up, secrets, { $k } of { $n }, custodians, places. Everybody agrees.

steps-run = Run `{ $command }`.
steps-open-bags = Open as many old bags as are needed, and note it on their custody cards.
steps-record-hash = Type the record hash from page 3 of the last ceremony sheet.
steps-set-by-hand = The witness writes the set at the top of page 1, the leader reads it back.
steps-page-3 = Print page 3, compare its kit fingerprint with the screen, staple it on.
steps-page-3-same = Print the new page 3, staple it on: set and kit fingerprint stay.
steps-page-3-same-key = Print the new page 3, staple it on: the kit fingerprint stays.

steps-shares-each = One custodian after the other: print the share, read it back (`{ $command }`), seal it at once, note the serial, sign.
steps-shares-closed = None is printed. The bags stay closed: each share opens the new credential too.
steps-sealed-copies = Then each sealed copy in the same way: print it, compare it, seal it at once.

steps-credential-text = Print { $count } copies, one per share. Read each one back.
steps-credential-check = Print { $count } copies. Read each back (`{ $command }`).
steps-credential-same = Print { $count } copies of no. { $number }, as before. Read each one back.

steps-set-by-sheet = Print the provisioning sheet. Set each secret, and sign in with each.
steps-set-by-recovery = No sheet shows the secrets. `{ $command }` shows them, with { $k } shares and the credential; then each share goes into a new bag at once. Set each secret, and sign in once with each.
steps-set-none = Set nothing: every secret stays as it is.
steps-keep-sheet = A sign-in fails? Keep the sheet.
steps-confirm = Each one works? Run `{ $command }`. If not, keep everything, the old credential too.

steps-receipt = Cut the receipt off the provisioning sheet. Shred or burn the rest before the witness, delete the file, sign the receipt.
steps-no-receipt = There is no sheet with the secrets, so there is no receipt.
steps-destroy-later = Old credentials follow once they are fetched (step 9).
steps-destroy-set = Destroy all shares of set { $set } before the witness, and sign the destruction sheet.
steps-destroy-both = { $count ->
        [1] Destroy all shares of set { $set } and credential no. { $spent } before the witness, and sign the destruction sheet.
       *[other] Destroy all shares of set { $set } and credentials no. { $spent } before the witness, and sign the destruction sheet.
    }
steps-destroy-key = Destroy all shares of set { $set } and its credentials before the witness, and sign the destruction sheet.

steps-hand-over-text = Each custodian takes the bag, its custody card, credential no. { $number } and the RECOVERY medium.
steps-hand-over-too = { $count ->
        [1] Credential no. { $staying } goes with it: it still holds a secret.
       *[other] Credentials no. { $staying } go with it: they still hold secrets.
    }
steps-places = At each place, credential no. { $number } goes next to the closed bag, and a row on the custody card is filled in.
steps-old-on-page-3 = Page 3 says which old credential goes and which stays.
steps-old-away = { $count ->
        [1] Credential no. { $spent } is taken away and destroyed before a witness: sign the destruction sheet.
       *[other] Credentials no. { $spent } are taken away and destroyed before a witness: sign the destruction sheet.
    }
steps-old-stays = { $count ->
        [1] Credential no. { $staying } stays there: it still holds a secret.
       *[other] Credentials no. { $staying } stay there: they still hold secrets.
    }

steps-tidy-text = Keep the record, payload.age and all that shows no secret. Remove every other file, and all scans. Switch the printer off.
steps-close-text = Write the log’s head (`{ $command }`). Sign.

## What the forms have in common

form-numbers = { $first } and { $last }
form-role = ROLE
form-printed-name = PRINTED NAME
form-signature = SIGNATURE
form-date-time-zone = DATE, TIME, ZONE
form-initials = INITIALS
form-time = TIME
form-done = DONE
form-step = STEP
form-what-happens = WHAT HAPPENS
form-leader = Leader
form-operator = Operator
form-witness = Witness
form-witness-label = WITNESS
form-leader-label = LEADER
form-operator-label = OPERATOR
form-custodian = Custodian
form-step-title = { $title }.
form-foot = sealkit { $version }

## The ceremony sheet, pages 1 and 2

ceremony-title = Ceremony
ceremony-before-title = Ceremony, { $label }
ceremony-head = CEREMONY SHEET
ceremony-shows-places = NO SECRET, BUT SHOWS WHERE THE SHARES ARE
ceremony-foot = sealkit { $version } · { $source }
ceremony-set = SET
ceremony-set-by-hand = SET: WRITE IT HERE IN STEP 4
ceremony-print-first = **Print this first.** Work from top to bottom, with a pen.
ceremony-print-with-handbook = **Print this first,** and handbook { $id } for each place that has none.
ceremony-kit = KIT
ceremony-account = ACCOUNT
ceremony-no-account = none named
ceremony-more-accounts = { $one }, { $count } more

ceremony-opens-with = OPENS WITH
ceremony-quorum = any { $k } of { $n } shares
ceremony-date = DATE
ceremony-place = PLACE
ceremony-computer = COMPUTER
ceremony-for = CEREMONY FOR
ceremony-for-rotate = a new credential
ceremony-for-reshare = new shares
ceremony-for-new-identity = a new key
ceremony-set-before = SET BEFORE
ceremony-credential = CREDENTIAL
ceremony-number = no. { $number }
ceremony-number-after = no. { $number }, after no. { $older }
ceremony-people = People
ceremony-people-on-list = Everyone signs on coming in. Custodians sign on their list.
ceremony-people-note = Everyone signs on coming in.
ceremony-time-in = TIME IN
ceremony-leader = **Leader**, reads aloud
ceremony-operator = **Operator**, types
ceremony-witness = **Witness**, writes
ceremony-custodian = **Custodian { $x }**
ceremony-old-custodian = **Old custodian**
ceremony-script = Script
ceremony-copy = copy { $x }
ceremony-secrets = SECRET
ceremony-handbook = handbook { $id } lies in every place
ceremony-handbook-there = a handbook lies in every place
ceremony-staple = STAPLE THE RECEIPT HERE
ceremony-log-head = HEAD OF THE LOG, FIRST 16 CHARACTERS
ceremony-words-aloud = The witness reads each row aloud, the leader compares it with both.
ceremony-sha256-by-hand = Copy its hash from a second source, then compare.
ceremony-words = THE WORDS OF SEALKIT { $version }
ceremony-characters = 64 CHARACTERS
ceremony-first-half = CHARACTERS 1 TO 32
ceremony-second-half = CHARACTERS 33 TO 64
ceremony-exceptions = Exceptions
ceremony-exceptions-note = Anything that went differently, however small. More on the back.
exception-online = A network interface was live while the kit was made.
exception-date = The date was given by hand, not taken from the clock.
exception-pending = No sign-in with generation { $generation } was noted before this one was made.
exception-not-compared = The record before was NOT compared with paper. Reason: { $reason }
exception-kept = Secret { $name } is sealed unchanged, as it was in generation { $since }.
exception-kept-because = Secret { $name } is sealed unchanged, as it was in generation { $since }. Reason: { $reason }
ceremony-what-happened = WHAT HAPPENED
ceremony-signatures = Signatures
ceremony-signed = We saw steps 1 to 11. Pages 1 to 3 say what happened. Switch off now.
ceremony-signed-list = We saw steps 1 to 11. Pages 1 to 3 and the list say what happened. Switch off now.

ceremony-share-label = SHARE
ceremony-custodian-place = CUSTODIAN, PLACE
ceremony-read-back = READ
ceremony-bag-serial = BAG SERIAL
ceremony-received = RECEIVED: SIGNATURE
ceremony-sealed-copy = sealed copy { $copy } of { $of }
ceremony-serial-found = BAG SERIAL FOUND
ceremony-new-there = NEW THERE
ceremony-old-away = OLD AWAY
ceremony-list = List of custodians
ceremony-list-head = CEREMONY SHEET, LIST OF CUSTODIANS
ceremony-list-lead = **Part of the ceremony sheet of { $label }.** Staple it on.
ceremony-bags = Bags
ceremony-bags-note = Step 5: one custodian after the other. Nobody lets the own bag out of sight.
ceremony-places = Places
ceremony-places-note = Step 9: every bag stays closed.

## The ceremony sheet, page 3

ceremony-page-3 = Page 3
ceremony-page-3-title = Ceremony, page 3, set { $set }
ceremony-page-3-head = CEREMONY SHEET, PAGE 3
ceremony-page-3-foot = sealkit { $version } · credential no. { $number } · epoch { $epoch }
ceremony-page-3-heading = What was made
ceremony-page-3-lead = **These values vouch for the kit.** Keep this page locked away, at the desk.
ceremony-not-offline = NOT MADE OFFLINE
ceremony-not-offline-why = A network was on while this kit was made. Do not use it for real accounts. Make a new one on a computer without a network.
ceremony-made = MADE
ceremony-date-by-hand = { $date } (set by hand)
ceremony-rotation-due = NEW CREDENTIAL DUE
ceremony-drill-due = NEXT DRILL DUE
ceremony-sooner = **A new credential sooner:** after every use, when a secret may have been seen, when someone leaves.
ceremony-old-goes = { $count ->
        [1] **Credential no. { $spent } goes** once a sign-in with no. { $number } is confirmed. Until then nothing is taken away.
       *[other] **Credentials no. { $spent } go** once a sign-in with no. { $number } is confirmed. Until then nothing is taken away.
    }
ceremony-old-stays = **Keep credential no. { $number }: it still holds { $names }.**
ceremony-kit-fingerprint = KIT FINGERPRINT
ceremony-credential-fingerprint = CREDENTIAL FINGERPRINT
ceremony-record-hash = RECORD HASH
ceremony-follows = FOLLOWS THE RECORD
ceremony-print = Print and hand out
ceremony-print-note = In this order, on one side, at 100 %.
ceremony-file = FILE
ceremony-pages = PAGES
ceremony-copies = COPIES
ceremony-to = FOR
ceremony-fingerprint = SHARE FINGERPRINT
ceremony-files = Files
ceremony-files-note = SHA-256, as `{ $command }` prints it. That of payload.age is the credential fingerprint.
ceremony-own-file = sealkit, by itself
ceremony-machine = Machine
ceremony-in-order = **In order:** { $checks }.
ceremony-stands-out = **{ $check }:** { $result }.
ceremony-rehearsal = **Tried before printing:** { $rehearsal }
ceremony-entropy = **Random numbers:** { $sources }.
ceremony-known = Exceptions known so far
ceremony-initials-note = Kit fingerprint compared with the screen

## The batch sheet

batch-title = { $count ->
        [1] Batch of 1 kit
       *[other] Batch of { $count } kits
    }
batch-name = Batch
batch-head = BATCH SHEET
batch-keep = NO SECRET · KEEP WITH THE CEREMONY SHEETS
batch-lead = **This hash vouches for the records of all these kits.** Keep this sheet locked away, at the desk. It opens nothing.
batch-use = At the next rotation, give the file `batch.json` with `--batch` and type the hash once. Not all kits have to be there, and their order does not matter.
batch-hash = BATCH HASH
batch-before = BATCH BEFORE
batch-none-before = none
batch-checked = Signatures
batch-checked-note = The batch hash is the one on the screen.
batch-kits = Kits
batch-credential = CREDENTIAL

## The drill form

drill-form-name = Drill form
drill-form-document = Drill form, set { $set }
drill-form-head = DRILL FORM
drill-form-foot = sealkit { $version } · copy this form while it is empty
drill-form-title = Drill
drill-form-lead = **Proves that { $k } shares still open the kit.** Nobody sees a secret.
drill-form-due = DRILL DUE BY
drill-form-date = DATE OF THIS DRILL
drill-form-started = STARTED AT
drill-form-log-head = HEAD OF THE LOG BEFORE (ENTRIES: { $count })
drill-form-no-entry = no entry yet
drill-form-told = The monitoring team knows the day and the account.
drill-form-approved = Two people have approved each opening on its custody card.
drill-form-bags = Every bag is whole and has the serial last written down.
drill-form-computer = The computer has no network. All phones are outside.
drill-form-run = Run `{ $command }` with { $k } shares and credential no. { $number }.
drill-form-run-all = Run `{ $command }` with { $k } shares and credentials no. { $staying } and { $number }.
drill-form-opens = The program says that they open the kit. It shows no secret.
drill-form-more = A further share, if one was brought, is tested alone.
drill-form-sealed = Each share is sealed at once, in a new bag. Serials are below.
drill-form-beside = Credential no. { $number }, the newest, lies beside every share.
drill-form-beside-all = Credentials no. { $staying } and { $number } lie beside every share.
drill-form-brought = Shares that were brought
drill-form-others = Others than last time, if there are enough.
drill-form-old-bag = OLD BAG SERIAL
drill-form-belongs = BELONGS
drill-form-new-bag = NEW BAG SERIAL
drill-form-yes = yes
drill-form-result = Result
drill-form-failed = It did not open, or a share does not belong? Make a new kit today.
drill-form-quorum = { $k } SHARES AND THE CREDENTIAL
drill-form-minutes = MINUTES IT TOOK
drill-form-next = NEXT DRILL BY
drill-form-opened = opened the kit
drill-form-not-opened = did not open it
drill-form-saw = SIGNATURE: I SAW THIS RESULT
drill-form-sign-in = Sign-in
drill-form-sign-in-lead = **Only if somebody signs in with the secret in this drill.**
drill-form-sign-in-show = `{ $command }` shows the secret. Sign in with it in a private window, and sign out again.
drill-form-sign-in-alert = Everyone on call has told when the alert reached them.
drill-form-sign-in-logs = Somebody goes through the sign-in and audit logs. They show this sign-in and nothing else.
drill-form-sign-in-write = Write the answers below. They go into the record.
drill-form-sign-in-rotate = The secret has been seen: replace it today with `{ $command }`.
drill-form-evidence = Evidence
drill-form-key = KEY
drill-form-what = WHAT
drill-form-answer = ANSWER
drill-form-evidence-later = Evidence that comes later: `{ $command }`
drill-form-sign-in-saw = The evidence above is right.
drill-form-signed-in-by = Signed in by

## The certificate of destruction

destruction-name = Certificate of destruction
destruction-document = Certificate of destruction, set { $set }
destruction-head = CERTIFICATE OF DESTRUCTION
destruction-title = Destruction
destruction-old-set = OLD SET
destruction-new-set = NEW SET
destruction-old-credential = DESTROYED
destruction-new-credential = REPLACED BY
destruction-replaced-on = REPLACED ON
destruction-record = RECORD HASH OF THE OLD KIT
destruction-shares-only = shares only
destruction-lead-rotate = **Every copy of credential no. { $spent } is destroyed.** The shares stay sealed.
destruction-lead-reshare = **All { $n } shares of set { $set } are destroyed.** Any { $k } of them open the kit.
destruction-lead-new-identity = **All { $n } shares of set { $set } are destroyed,** and what they open.
destruction-not-before-confirmed = NOT BEFORE CREDENTIAL NO. { $number } WORKS
destruction-not-before-sealed = NOT BEFORE THE NEW SHARES ARE SEALED
destruction-confirmed-first = A sign-in with credential no. { $number } has worked, and the record says so (`{ $command }`). If changing a secret failed, the old credential is the only way in.
destruction-sealed-first = Each share of set { $set } was read back from its paper and lies sealed in its place.
destruction-worked = NO. { $number } WORKED
destruction-tried-by = TRIED BY
destruction-noted-by = NOTED IN THE RECORD BY
destruction-revokes-nothing = **This only changes who holds the shares. It revokes nothing:** any { $k } old shares, or copies of them, open every credential of this kit, later ones too. Old and new shares do not combine.
destruction-copied = **Could anyone have copied a share?** Then this is not enough: make a new key with `{ $command }` and set new secrets.
destruction-leaked = **Destroying takes back nothing that has leaked.** Anyone with { $k } old shares, or copies of them, opens every old credential for good. Only new secrets on the accounts end that.
destruction-still-open = **Not renewed, and so still open to the old shares: { $valid }.**
destruction-sensitive = **An old credential stays sensitive as long as a secret in it is valid:** the same shares open no. { $spent } too. Its secrets are valid until the new ones are set everywhere.
destruction-sensitive-for = **An old credential stays sensitive as long as a secret in it is valid:** the same shares open no. { $spent } too. Still valid: **{ $valid }**.
destruction-kept = **Keep credential no. { $number }: it still holds { $names }.** Keep its sealed copies too.
destruction-what = What is destroyed
destruction-how = Count the pieces, then shred (cross-cut) or burn them.
destruction-item = WHAT, WHERE
destruction-pieces = PIECES
destruction-by = DESTROYED BY
destruction-date-how = DATE, HOW
destruction-share = share { $x } of { $n }
destruction-sheet = credential no. { $number }
destruction-fingerprints = **Share fingerprints:** { $fingerprints }
destruction-copy = sealed copy { $copy } of { $of }, no. { $number }
destruction-files = files of credential no. { $number }
destruction-payload = payload.age
destruction-share-files = files of the old shares, set { $set }
destruction-missing = NOT FOUND OR NOT DESTROYED: WHAT, WHERE, WHY, WHO LOOKS AFTER IT
destruction-saw = SIGNATURE: I SAW IT DESTROYED
destruction-signed = Everything above is destroyed. Receipts from other places are stapled on.
destruction-signed-shares = Every share above is destroyed. Receipts from other places are stapled on.
