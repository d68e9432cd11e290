# What the sheets of a kit say: share, packet, custody card, credential, provisioning, sealed copy.
# `**bold**`, `` `typed` ``; a backslash before a sign that is meant as it is.

## What is drawn around the words of every sheet
page-of = page { $n } of { $count }
check-of-line = check
square-alt = QR code
square-alt-named = QR code: { $name }

# On several of these sheets.
custody-document = { $name }, set { $set }
custody-set = SET
custody-kit = KIT
custody-account = { $count ->
    [one] ACCOUNT
   *[other] ACCOUNTS
}
custody-no-account = none named
custody-accounts-counted = { $count }, listed on the credential sheet
custody-accounts-below = { $count } accounts, listed below
custody-made = MADE
custody-date-by-hand = { $date } (by hand)
custody-credential = CREDENTIAL
custody-number = no. { $number }
custody-renew = RENEW BY
custody-custodian = CUSTODIAN
custody-place = PLACE
custody-keep = Keep credential no. { $number }: it still holds { $names }.
custody-sealing = Sealing
custody-bag = BAG SERIAL
custody-sealed-by = SEALED BY
custody-witness = WITNESS
custody-date-time = DATE, TIME
custody-notes = NOTES
custody-reason = REASON, DATE, TIME
custody-drill = drill
custody-emergency = emergency
custody-other = other
custody-opened-by = OPENED BY
custody-approved-by = APPROVED BY

# Whom to call.
people-label = NAME AND NUMBER
people-name = NAME
people-number = NUMBER
people-more = { $count ->
    [one] One more person: see the custody card.
   *[other] { $count } more people: see the custody card.
}

# The share.
share-name = Share { $x } of { $n }
share-head = RECOVERY SHARE
share-head-secret = SECRET · KEEP SEALED
share-foot = sealkit { $version } · share fingerprint { $fingerprint } · format SK1
share-lead = **To open this kit you need** any { $k } of the { $n } shares, the credential sheet, and the Recovery Handbook. One share alone opens nothing; keep the shares apart.
share-lead-all = **To open this kit you need** all { $n } shares, the credential sheet, and the Recovery Handbook. One share alone opens nothing; keep the shares apart.
share-kept-at = The handbook and the credential are kept at
share-kept-at-label = HANDBOOK AND CREDENTIAL ARE KEPT AT
share-ask = **Ask** { $people }
share-ask-blank = Ask (name and number)
share-ask-label = ASK (NAME AND NUMBER)
share-ask-card = { $count ->
    [one] the person on the custody card
   *[other] one of the { $count } people on the custody card
}
share-works-with = WORKS WITH
share-every-credential = every credential
share-names-label = NAMES
share-names-behind = on the page behind this one
share-never = **Never photograph it, show it to a phone, or put it into a computer that has a network.**
share-scan = Scan the square, or type the four lines
share-characters = Only capital letters and digits 2 to 7: no zero, one, eight or nine. The two characters under “check” prove their line.
share-how = **On a computer without a network,** start `{ $command }`, then scan or type { $k } shares and the credential. **No sealkit?** The Recovery Handbook has every step.
share-how-short = **Without a network,** start `{ $command }`. **Without that program:** see the Recovery Handbook.
share-found-this = **Found this?** Do not copy or photograph it. Bring it back to

# The packet round a share or a sealed copy.
packet-name = Packet for share { $x } of { $n }
packet-copy-name = Packet for sealed copy { $number } of { $copies }
packet-head = SEALED PACKET
packet-head-approvals = OPEN ONLY WITH TWO APPROVALS
packet-foot = sealkit { $version } · packet for share { $x } · print on one side
packet-copy-foot = sealkit { $version } · packet for sealed copy { $number } · print on one side
packet-shout = DO NOT OPEN. DO NOT HAND OVER.
packet-custodian = Custodian
packet-place = Place
packet-kept = **Custodian** { $custodian } · **Place** { $place } · **Kit** { $label }
packet-kept-on-card = **Kit** { $label } · **Custodian and place:** see the custody card.
packet-copy-of = **Kit** { $label } · **Credential** no. { $number } · **Renew by** { $date }
packet-call-both = **Somebody asks for it?** Call both people. Use a number you already know; if you have none, the number here. Hand it over only when both say yes.
packet-call-two = **Somebody asks for it?** Call two of these people. Use a number you already know; if you have none, the number here. Hand it over only when both say yes.
packet-call-written = **Somebody asks for it?** Call both people. Use a number you already know; if you have none, the number here. Hand it over only when both say yes.
packet-call-card = **Somebody asks for it?** Call two of the people on the custody card. Use a number you already know; if you have none, the number there. Hand it over only when both say yes.
packet-found = **Found this?** Return it unopened to
packet-lay-share = Lay the share on the back, print up.
packet-lay-copy = Lay the copy on the back, print up.
packet-fold-up = Fold the bottom third up.
packet-fold-down = Fold the top down. Put it in the bag.

# The custody card.
card-name = Custody card { $x } of { $n }
card-head = CUSTODY CARD
card-head-beside = NO SECRET · KEEP IT BESIDE THE BAG
card-foot = sealkit { $version } · custody card { $x } of { $n }
card-opens-with = OPENS WITH
card-any = { $k } of the { $n } shares
card-keeper = WHO KEEPS IT
card-from = FROM
card-signature = SIGNATURE
card-people = People
card-people-note = Somebody asks for it, or something is wrong? You leave, move or lose it? Call two of them. Use a number you already know; if you have none, the number here.
card-people-behind = Somebody asks for it, or something is wrong? You leave, move or lose it? Call two of the people on page 2. Use a number you already know; if you have none, the number there.
card-bag = Bag
card-bag-note = Torn, or not the last number here? Leave it closed, and call two people.
card-opening = Opening
card-opening-note = Two people approve first. Circle the reason. Then a new bag, and a new line above. **If it is open and nobody has signed here, treat it as stolen.**
card-credential = Credential
card-credential-note = The sheet lies beside the bag; the bag stays shut. Put a new sheet beside the old one. Take the old sheet away only when you are told that the new one works.
card-still-counts = **Keep no. { $number } here:** it still holds something that no newer credential has.
card-number = NO.
card-placed = PLACED ON
card-initials = INITIALS
card-taken = OLD TAKEN AWAY

# Packets and custody cards, printed again.
covers-name = Packets and custody cards

# The sealed credential.
credential-name = Credential No. { $number }
credential-head = CREDENTIAL
credential-head-copy = SAFE TO COPY · OPENS NOTHING ALONE
credential-foot = sealkit { $version } · set { $set } · credential no. { $number } · format SK1
credential-lead = **Useless without { $k } of the { $n } shares. Safe to copy.** A higher number is newer.
credential-never-seen = **Never seen this before?** It holds the secrets named below, locked. { $k } shares unlock them. **Start with page 1 of the Recovery Handbook.**
credential-replaces = REPLACES
credential-number = no. { $number }
credential-first = nothing, it is the first
credential-follows = parts of no. { $number }, which still counts
credential-next = NEW CREDENTIAL DUE
credential-next-drill = NEXT DRILL DUE
credential-holds = WHAT IT HOLDS
credential-for = FOR
credential-kind = KIND
credential-random = { $count } random characters
credential-imported = imported
credential-keep = **Keep credential no. { $number } too:** it still holds { $names }.
credential-scan = { $count ->
    [one] Scan the square
    [2] Scan both squares
   *[other] Scan all { $count } squares
}
credential-square = square { $part } of { $parts }
credential-any-order = In any order, on a computer with no network.
credential-never-phone = **Never with a phone.**
credential-no-scanner = No scanner? Type the { $lines } lines that follow.
credential-genuine = Is it genuine?
credential-anyone = Anyone could print a sheet like this. Compare both values with the ceremony sheet first.
credential-kit-fingerprint = KIT FINGERPRINT
credential-fingerprint = CREDENTIAL FINGERPRINT
credential-ask = **Where are the shares?** Ask { $people } A copy of this sheet and the Recovery Handbook lie beside every share.
credential-ask-blank = **Where are the shares?** Ask (name and number)
credential-lie-beside = A copy of this sheet and the Recovery Handbook lie beside every share.
credential-lines-title = { $count } lines to type
credential-lines-only = Only if no square can be scanned.
credential-lines-how = Start `{ $command }` and type the lines with their numbers: first the left column, then the right one. Only capital letters and the digits 2 to 7: there is no zero, one, eight or nine. The two characters under “check” show whether you typed the line right.
credential-age-file = AGE FILE: { $length } bytes. Its SHA-256 is the credential fingerprint.

# A secret in clear.
clear-about-generated = **For { $account }.** Credential no. { $number }, { $count } characters.
clear-about = **For { $account }.** Credential no. { $number }.
clear-gaps = The gaps only help the eye: do not type them.
clear-gaps-and-frames = The gaps only help the eye: do not type them. An open box is a blank. A number in a frame is one character, by its Unicode number.

# Characters that are easily misread.
look-alike-0 = zero
look-alike-1 = one
look-alike-2 = two
look-alike-5 = five
look-alike-6 = six
look-alike-8 = eight
look-alike-9 = nine
look-alike-capital-o = capital o
look-alike-capital-i = capital i
look-alike-capital-z = capital z
look-alike-capital-s = capital s
look-alike-capital-g = capital g
look-alike-capital-b = capital b
look-alike-small-g = small g
look-alike-small-o = small o
look-alike-small-l = small L
look-alike-small-z = small z
look-alike-small-s = small s
look-alike-small-b = small b
look-alike-small-q = small q
look-alike-and = and sign
look-alike-round = round bracket
look-alike-square = square bracket
look-alike-curly = curly bracket
look-alike-bar = upright bar
look-alike-slash = slash
look-alike-backslash = backslash
look-alike-blank = blank
look-alike-stop = full stop
look-alike-comma = comma
look-alike-colon = colon
look-alike-semicolon = semicolon
look-alike-hyphen = hyphen
look-alike-underscore = underscore
look-alike-tilde = tilde
look-alike-apostrophe = apostrophe
look-alike-quote = quote
look-alike-backtick = backtick
look-alike-caret = caret
look-alike-code = Unicode { $code }

# The provisioning sheet.
provisioning-name = Provisioning
provisioning-head = PROVISIONING
provisioning-head-secret = TOP SECRET · DESTROY AFTER USE
provisioning-foot = sealkit { $version } · set { $set } · provisioning for credential no. { $number }
provisioning-scanner = Cable scanner only; never a phone.
provisioning-look-alikes = EASILY MISREAD, AND IN THIS SECRET
provisioning-destroy = DESTROY AFTER USE
provisioning-set = { $count ->
    [one] Set this secret on its account, and try it there once.
   *[other] Set each secret on its account, and try each there once.
}
provisioning-delete = Delete the file `{ $file }`. Switch the printer off.
provisioning-shred = Cut at the line. Shred or burn all above it, and every other page and copy, before the witness.
provisioning-sign = Sign the receipt, and staple it to the ceremony sheet.
provisioning-cut = CUT HERE
provisioning-receipt = Receipt
provisioning-staple = No secret. Staple it to the ceremony sheet.
provisioning-destroyed = { $count ->
    [one] The sheet with the secret (all its pages: the foot says how many), every copy of it, and its file were destroyed:
   *[other] The sheet with the { $count } secrets (all its pages: the foot says how many), every copy of it, and its file were destroyed:
}
provisioning-by = DESTROYED BY
provisioning-how = SHREDDED OR BURNT

# A sealed copy.
sealed-copy-name = Sealed copy { $number } of { $copies }
sealed-copy-head = SEALED COPY
sealed-copy-head-secret = TOP SECRET · OPENS THE ACCOUNT BY ITSELF
sealed-copy-foot = sealkit { $version } · sealed copy { $number } of { $copies } · credential no. { $credential }
sealed-copy-lead = **This sheet opens the account by itself.** No share is needed.
sealed-copy-secret = SECRET
sealed-copy-generated = { $name }, { $count } characters
sealed-copy-keep = **Keep the sealed copy of credential no. { $number } too:** it still holds { $names }.
sealed-copy-as-part-1 = as on part 1
sealed-copy-used = **Used or seen?** Change the secret on the same day. Then destroy this sheet before a witness.
sealed-copy-never = **Never photograph it or show it to a phone. Type it only at the sign-in.**
sealed-copy-scan = Scan the square, or type the lines
sealed-copy-scan-part = Part { $part } of { $parts }: scan the square, or type the lines
sealed-copy-scanner = Cable scanner only.
sealed-copy-look-alikes = EASILY MISREAD

## What must be known about a kind of secret; assets/profiles.toml names the keys

profile-note-password = The password alone opens no Microsoft admin portal. The sign-in also needs the security key with its PIN, or the certificate.
profile-note-pin = The PIN opens nothing without its security key. The person who holds the key must not hold a share of this kit.
profile-note-pfx = The passphrase opens nothing without its PFX file. The person who holds the file must not hold a share of this kit.
