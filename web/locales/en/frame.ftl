# The frame around every page, in English. French is the source.
skip-to-content = Skip to content
nav-label = Main navigation
nav-home = Home
nav-calendar = Calendar
nav-sign-in = Sign in
notices-unread = { $count ->
    [0] Notifications
    [one] Notifications: { $count } unread
   *[other] Notifications: { $count } unread
}
menu-of = Menu of { $name }
menu-settings = My settings
menu-appearance = Light, dark, text size
menu-manage = Manage the site
menu-sign-out = Sign out
other-language = Français
foot-label = Footer
foot-help = Help
foot-accessibility = Accessibility
foot-data = Your data
foot-legal = Legal notice
foot-public-page = { $kind ->
    [federation] Public page of the federation
    [local] Public page of the union
    [association] Public page of the association
   *[section] Public page of the section
}
foot-public-page-short = Public page
foot-kept-by = { $kind ->
    [federation] Site kept by the federation { $name }. Préau, free software.
    [local] Site kept by the union { $name }. Préau, free software.
    [association] Site kept by the association { $name }. Préau, free software.
   *[section] Site kept by the section { $name }. Préau, free software.
}
foot-no-tracker = No tracker, no advertising. Préau, free software.
foot-software = Préau, free software.
wizard-first-run = First run
size-label = Text
size-normal = normal size
size-large = large
size-larger = very large
theme-system = Same as the device
theme-light = Light
theme-dark = Dark
appearance-title = Appearance
appearance-kept-here = These choices hold for this device.
theme-title = Light or dark
size-title = Text size
language-title = Language
back = Back
cancel = Cancel
go-home = Go to the home page
older-messages = Older messages
vis-prefix = Visible to:
vis-section = { $kind ->
    [federation] Members of the federation
    [local] Members of the union
    [association] Members of the association
   *[section] Members of the section
}
vis-everyone = Public
