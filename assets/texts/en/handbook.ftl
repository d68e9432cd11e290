# What the Recovery Handbook says.
# `**bold**`, `` `typed` ``; a backslash before a sign that is meant as it is.
# The handbook is the same for every kit: no name, date or number of one kit stands in it.
# Pages that are referred to, commands and file names come in as values.

## Every page

handbook-name = Recovery Handbook
handbook-head = RECOVERY HANDBOOK
handbook-head-right = NO SECRET · ONE COPY IN EVERY SAFE
handbook-foot = handbook { $id } · sealkit { $version } · format SK1
handbook-page = page { $page }

## Page 1: open the kit

handbook-open-title = Open the kit
handbook-open-tag = FOR EVERY SHEET MARKED
handbook-open-lead = **Five steps, two people, no hurry.** One reads aloud, one types.
handbook-gather-title = Gather
handbook-gather = **Enough shares: each says how many.** And all credential sheets that lie with them.
handbook-network-title = Cut the network
handbook-network = **Use a computer with no network.** Pull the cable, switch Wi-Fi off, leave phones outside.
handbook-start-title = Start the recovery program
handbook-try-ribbon = TRY THIS FIRST
handbook-try = **A USB stick or CD labelled RECOVERY?** Put it into a Linux computer, open a terminal in its folder and type `{ $command }`: **page{"\u00A0"}{ $page }**
handbook-python-tile = **Windows or Mac?** Python: **page{"\u00A0"}{ $page }**
handbook-paper-tile = **No stick?** It is on paper: **page{"\u00A0"}{ $page }**. By hand: **page{"\u00A0"}{ $by_hand }**
handbook-enter-title = Scan or type
handbook-enter = **Scan the squares or type the lines.** The program tells you which line is wrong.
handbook-use-title = Use it, then tidy up
handbook-use = **Read the secret and use it.** Switch off, sign the custody card, ask for new passwords.
handbook-wrong-bar = Something wrong?

## Page 2: if something is wrong

handbook-wrong-title = If something is wrong
handbook-wrong-lead = **Find your trouble on the left. Keep every sheet until the kit is open.**
handbook-wrong-sheet = A sheet cannot be read
handbook-square = The square does not scan.
handbook-square-do = Lay the sheet flat and add light. Still nothing? Type the lines: they say the same as the square.
handbook-scanner = The scanner types nonsense.
handbook-scanner-do = The keyboard language differs. Set the computer to US English and test it on page{"\u00A0"}{ $page }, or type the lines.
handbook-character = A character cannot be read.
handbook-character-do = Type it as you read it: you are told if it is wrong. There is no 0, 1, 8 or 9: look for O, I or B. Or use another share.
handbook-piece = A piece is missing.
handbook-piece-do = Use another share. A whole copy of the credential lies beside every share.
handbook-wrong-program = The program complains
handbook-start-none = It does not start.
handbook-start-none-do = Page { $page } has other ways to start it. Then try another computer.
handbook-line = It says a line is wrong.
handbook-line-do = Compare that line with the paper, four characters at a time. Say yes to a suggestion only if the paper agrees.
handbook-lines = All lines right, sheet wrong.
handbook-lines-do = Lines of two sheets are mixed up. Type all lines of that sheet again.
handbook-wrong-sheets = The wrong sheets
handbook-other-kit = A share does not fit.
handbook-other-kit-do = All shares must show the same set, top right. One does not? Put it back. All do? One may be forged: use another.
handbook-older = The credential is an old one.
handbook-older-do = It opens, but its passwords may be out of date. Look in the other safes for a higher number.
handbook-rehearsal = Sheets say REHEARSAL.
handbook-rehearsal-do = They only open the practice kit of this handbook. Put them aside.
handbook-few = There are too few shares.
handbook-few-do = Fewer than needed open nothing, and nobody can change that. Ask every custodian, then whoever runs the account.
handbook-wrong-opened = It opened, but
handbook-password = The password does not work.
handbook-password-do = Look for a credential with a higher number. Check capitals and keyboard language. A security key may be needed too.
handbook-genuine = It says “not yet proven genuine”.
handbook-genuine-do = Anyone could print sheets like these. Compare the kit fingerprint with your ceremony sheet before you trust it.
handbook-stuck-bar = Still stuck? Nothing is lost.

## With a program

handbook-programs-title = With a program
handbook-programs-lead = **Two programs open a kit, `sealkit` and `recover.py`.** Neither works? Page{"\u00A0"}{ $page }.
handbook-sealkit-title = sealkit
handbook-terminal = A terminal is a window for commands. **Linux:** right-click inside the folder. **Windows:** type `cmd` into the address bar of the folder. **Mac:** open Terminal, type `cd` and a blank, drag the folder into it, press Enter.
handbook-sealkit-note = For Linux. It is on the stick or CD labelled RECOVERY.
handbook-sealkit-start = Open a terminal in the folder that holds it, and start it:
handbook-sealkit-denied = “Permission denied”? Copy it first:
handbook-sealkit-give = Give it the shares in any order, then every credential sheet: it takes what is newest. Scan each square with a scanner that types like a keyboard, or type the lines with their numbers, or type the name of a file.
handbook-sealkit-shown = The secret appears on the screen only. Use it, then press the key that the program names: the screen is cleared.
handbook-python-title = recover.py
handbook-python-note = For Windows, Mac and Linux with Python 3.8 or later.
handbook-python-where = It is on the stick or CD, in the folder of every kit, and in this handbook from page { $page }. Open a terminal in the folder that holds it, and start it. Windows: `{ $windows }`. Mac and Linux:
handbook-python-give = Give it the same things as above. It prints the secret below what you typed: close the window after you have used it.
handbook-genuine-title = Is the program genuine?
handbook-genuine-programs = The ceremony sheet names the SHA-256 of `sealkit`. That of `recover.py` must be the one below. To see it, type `{ $windows }` (Windows), `{ $mac }` (Mac), or on Linux:
handbook-python-sha = SHA-256 OF RECOVER.PY
handbook-files-title = From files
handbook-files = Type the lines of share 1 into a text file, `lines-1.txt`, with their numbers and check characters, below the heading `SK1 S` from the sheet. So for each share, and for the credential in `lines-c.txt` below `SK1 C`. Small letters and gaps do not matter. For shares 1 and 3 (put your own numbers):
handbook-files-else = A file may also hold scanned squares, or be `payload.age`. sealkit reads scans, too.
handbook-key-title = Only the key, for any age program

## By hand

handbook-hand-title = With common tools
handbook-hand-lead = **On a Linux computer with no network, without our programs.**
handbook-hand-need = It needs age, Python 3, GNU coreutils and gfcombine (in Debian the packages `age`, `python3`, `coreutils` and `libgfshare-bin`). The commands are for shares 1 and 3: put your own numbers, and as many shares as each share asks for.
handbook-hand-type = Type the four lines of each share, with their numbers and check characters, into a file of its own: `lines-1.txt` for share 1, and so on. This takes off the numbers, the gaps and the two check characters at the end of each line:
handbook-hand-check = Check each share. Both commands print the same eight digits, or there is a typing mistake:
handbook-hand-cut = Each share is 45 bytes. Skip 9 bytes, take 32. In `share.001`, the number after the dot is the number of the share, in three digits:
handbook-hand-combine = Combine exactly as many shares as are needed. With too few, or with a wrong one, you get a wrong key without a warning:
handbook-hand-bech32 = Type this program into `bech32.py`. It writes the key as age wants it:
handbook-hand-run = Run it:
handbook-hand-key = Type these lines into `fingerprint.py`. The key is right if the last command prints the kit fingerprint from your ceremony sheet:
handbook-hand-credential = Type the lines of the credential into `lines-c.txt` in the same way. Skip 7 bytes, take LENGTH: the credential sheet names the bytes of the age file. The third command must print the credential fingerprint. The last one opens it:
handbook-hand-also = Does the text say `also: NAME: generation 1`? Credential no. 1 holds that secret: open it too.
handbook-hand-squares = With scanned squares you need no `tr`. These take the place of step { $first } and of the first command of step { $last }:
handbook-opened-title = Once it is open
handbook-opened = `recover.py` and `age` print a short text. A secret is everything from after `value: ` to the end of the line, blanks too. sealkit shows it in groups of four: the gaps are not part of it.
handbook-after-off = Switch the computer off. Destroy the medium that held typed or scanned files.
handbook-after-sign = Sign the custody card of each share, and put the share into a new bag.
handbook-after-renew = Once a password has been used, replace it. The shares stay valid.
handbook-after-seal = Could anyone have copied as many shares as are needed? Then have a new kit made.
handbook-format-title = For whoever writes a program
handbook-format-share = **Share, 45 bytes:** set id 5, epoch 1, k 1, n 1, x 1, y 32, check 4. It is number x of n, and k open the kit; epoch 0 is a rehearsal. y is the value at x of one polynomial per byte over GF(256) with 0x11d; the value at 0 is the raw X25519 key inside AGE-SECRET-KEY-1. The check begins SHA-256 of `sealkit/1/share` and the 41 bytes before it.
handbook-format-set = **Set id:** 20 bits of SHA-256 of `sealkit/1/key` and the raw recipient, then 20 bits of that of `sealkit/1/split`, raw recipient, epoch, k, n and y at 1 to k. Both prove a combined key.
handbook-format-credential = **Credential, a multiple of 45 bytes:** 20 bits of the set id and 4 zero bits, together 3; generation 2, length 2, the age file, zeros, check 4; big-endian. The check is made likewise, with `sealkit/1/credential`.
handbook-format-line = **Line:** 18 characters of RFC 4648 base32, then two that check them together with the number of the line.
handbook-format-square = **Square:** `SK1:S:` and the 72 characters of a share; `SK1:C:`, 4 characters of the set id, generation 5, part 2, parts 2, a colon, then up to 432 characters of a credential.

## Rehearsal

handbook-practice-title = Practise first
handbook-practice-lead = **Try it once, before it matters.** Pages { $first } and { $last } are a kit that protects nothing.
handbook-practice-scanner = Test the scanner
handbook-practice-scanner-label = WHAT THE SQUARE SAYS, IN GROUPS OF SIX
handbook-practice-scanner-do = Scan it into any text editor: it must come out exactly so, without the gaps. Do some letters differ (Y and Z, A and Q)? Then the computer believes in another keyboard: set it to US English. sealkit corrects a German or French one by itself.
handbook-practice-steps = Practise the recovery
handbook-practice-give = Start `sealkit recover`, or `recover.py`, as on page{"\u00A0"}{ $page }. Give it two of the three shares on page{"\u00A0"}{ $shares }: scan one, type the other. Then the credential on page{"\u00A0"}{ $credential }.
handbook-practice-slip = Make a typing mistake on purpose. The program must name the line.
handbook-practice-result = The program says that this is a rehearsal, and shows exactly the value below.
handbook-practice-hand = Do the same with common tools, page { $page }, with shares 1 and 3. LENGTH is below.
handbook-practice-known = What must come out
handbook-practice-value = VALUE OF THE SECRET “REHEARSAL”
handbook-practice-length = LENGTH
handbook-practice-bytes = { $bytes } bytes
handbook-practice-quorum = SHARES NEEDED
handbook-practice-any = any { $k } of the { $n }
handbook-practice-key = KEY (PROTECTS NOTHING)
handbook-practice-fingerprint = KIT FINGERPRINT
handbook-practice-tag = REHEARSAL SET
handbook-practice-bar = REHEARSAL: it protects nothing
handbook-practice-shares-title = Practice shares
handbook-practice-share = Practice share { $x } of { $n }
handbook-practice-credential-title = Practice credential
handbook-practice-part = REHEARSAL, SQUARE { $part } OF { $parts }

## The program on paper

handbook-paper-title = { $file } on paper
handbook-paper-lead = **It opens a kit on any computer with Python.** It holds no secret.
handbook-paper-squares = Squares
handbook-paper-lines = Lines
handbook-paper-needs = Needs
handbook-paper-python = Python 3.8 or later
handbook-paper-sha = SHA-256 OF THE FILE
handbook-paper-scan = By scanner
handbook-paper-scan-all = Open a new text file, `scan.txt`. Scan all { $squares } squares from page { $page } into it with a scanner that types like a keyboard: one square to a line, in any order. Or scan the pages with a flat-bed scanner, save them as `page-1.png` and so on, and let zbarimg read them (in Debian the package `zbar-tools`):
handbook-paper-scan-count = This prints the numbers of the squares that were read, 01 to { $squares }. Is one missing? Scan it again, or its page at another resolution (150, 200 or 300 dots per inch), and repeat.
handbook-paper-scan-join = Put the program together. These lines are one command:
handbook-paper-scan-sum = Compare what this prints with the SHA-256 above, every character. Then go on with page { $page }.
handbook-paper-type = By typing
handbook-paper-type-lines = Type lines 1 to { $end } from page { $page } into a file `{ $file }`, without numbers and check characters. They make the age key from the shares; an age program does the rest. (All { $lines } lines do everything.) Blanks at the beginning of a line count: four for each step. A row without a number belongs to the line above it: type one blank between the two.
handbook-paper-type-check = Type these three lines into `check.py`. It prints the number and the check of each line. Is one not as it is printed here? That line has a typing mistake.
handbook-paper-type-shares = Type the four lines of each share into a file, as on page { $page }, and make the key. For shares 1 and 3 (put your own numbers, and as many as are needed):
handbook-paper-type-go = Go on with step { $step } on page { $page }.
handbook-paper-square = { $file }, SQUARE { $part } OF { $parts }
handbook-paper-lines-title = Lines to type
handbook-paper-part-1 = Part 1, lines 1 to { $end }: from shares to the age key
handbook-paper-part-2 = Part 2: proof of the key, and the age file

## Words inside the pictures

handbook-picture-share = SHARE
handbook-picture-credential = CREDENTIAL
handbook-picture-number = No. { $number }
handbook-picture-cable = Cable out
handbook-picture-wireless = Wi-Fi off
handbook-picture-phones = No phones
handbook-picture-recovery = RECOVERY
handbook-picture-disc = or CD
handbook-picture-use = Use it
handbook-picture-off = Switch off
handbook-picture-sign = Sign
handbook-picture-renew = Renew
handbook-picture-test = TEST
