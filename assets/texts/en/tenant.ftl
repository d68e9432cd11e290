# What `sealkit status --tenant` says: a tenant held against the plan and the records of its kits.

tenant-head = Tenant { $tenant }, as it was on { $date }:
tenant-fault-line = {"  "}FAULT  { $said }
tenant-look-line = {"  "}look   { $said }
tenant-right = {"  "}Everything that was read is as plan and record say.
tenant-faults = { $count ->
        [one] the tenant has 1 fault: { $first }
       *[other] the tenant has { $count } faults, the first: { $first }
    }
    .hint = repair each line marked FAULT, run 00-verify.ps1 again, then this command
tenant-report = the report of the tenant cannot be used: { $error }
    .hint = carry the file that 00-verify.ps1 wrote, unchanged
tenant-no-text = { $file } is no text
    .hint = carry the file that 00-verify.ps1 wrote, unchanged
tenant-form = it is not what 00-verify.ps1 writes ({ $said })
tenant-version = version { $version } is not known here, only { $known }
tenant-without-kit = no record here is of a kit of tenant { $tenant }

tenant-old = the report is of { $date }, { $days } days ago: run 00-verify.ps1 again
tenant-not-read = not read: { $what }
tenant-account-missing = { $upn } was not found
tenant-account-id = { $upn } has object id { $id }, the plan has another one
tenant-account-blocked = { $upn } is blocked
tenant-account-synced = { $upn } is synchronised, it must be cloud-only
tenant-role-none = { $upn } does not have its role
tenant-role-ends = { $upn } has its role for a time only: assign it for good
tenant-role-unsure = { $upn } has its role; nobody read whether for good
tenant-unit = { $upn } is not in the unit { $unit }
tenant-method = { $upn } has a method that does not belong there: { $method }
tenant-no-strong-method = { $upn } has neither a security key nor a certificate
tenant-keys-missing = { $upn } has { $there } keys, the plan has { $count }
tenant-foreign-key = { $upn } has a key of a kind that the plan does not name: { $id }
tenant-password-old = the password of { $upn } is older than generation { $generation } of its kit, made { $made }: it was never set
tenant-no-group = the exclusion group was not found, or there are several
tenant-group-not-assignable = the exclusion group is not role-assignable
tenant-group-owners = the exclusion group has owners ({ $count }): they can change its members
tenant-not-in-group = { $upn } is not in the exclusion group
tenant-other-member = somebody else is in the exclusion group: { $id }
tenant-defaults = security defaults are on: they ask these accounts too
tenant-policy-missing = there is no policy { $name }
tenant-policy-applies = the policy { $name } applies to the accounts
tenant-policy-without-reason = the policy { $name } leaves the accounts out, and the plan has no reason
tenant-own-policy-off = the policy that asks the accounts for a phishing-resistant method is not on
tenant-own-policy-missing = no policy asks the accounts for a phishing-resistant method
tenant-rule-off = the alert rule { $name } is off
tenant-rule-missing = there is no alert rule { $name }
