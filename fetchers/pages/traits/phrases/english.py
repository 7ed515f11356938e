"""How sites say "not found" and "deleted" in the English language. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.phrases.phrase_set import PhraseSet

_EN_LOOSE = (
    r"files?|director(?:y|ies)|links?|resources?|users?|accounts?|events?|jobs?|questions?|images?|"
    r"photos?|books?|records?|"
    r"nodes?|screens?|packages?|modules?|notebooks?|spaces?|datasets?|models?|items?|objects?|"
    r"comments?|notes?|albums?|"
    r"courses?|lessons?|chapters?|news|collections?|forms?|polls?|boards?|entr(?:y|ies)|sites?|"
    r"projects?|repositor(?:y|ies)"
)
_EN_PAGES = (
    r"(?:web ?)?pages?|web ?sites?|documents?|articles?|(?:blog ?)?posts?|content|ur[li]|address|"
    r"videos?|topics?|threads?|"
    r"stor(?:y|ies)|profiles?|listings?|channels?|playlists?|products?|tweets?|recipes?|publications?|"
    rf"requested (?:{_EN_LOOSE})|(?:{_EN_LOOSE}) (?:that )?you(?:'re|'ve| are| were|"
    rf" have)? (?:requested|looking|trying|tried|followed|selected|asked)|"
    r"(?:this|that) (?:(?:share |shared |short )?link|invitation|"
    r"site|project|repository|account|user|space|dataset|model|listing|item|file|"
    r"event|course|image|question|notebook)"
)

LANGUAGES: Final = (
    PhraseSet(
        code="en",
        things=_EN_PAGES,
        gone=(
            r"(?:was |were |is |are |can |could |has |have )?(?:not|n't)(?: been| be)?(?: \w+ly)? "
            r"(?:found|located|exist(?:s|ed)?|available(?! in your)|here(?: anymore)?)|"
            r"(?:wasn't|isn't|can't be|couldn't be|cannot be|hasn't been) (?:found|located|"
            r"available(?! in your)|here)|"
            r"(?:doesn't|don't|didn't|does not|do not|did not) (?:seem to )?(?:exist|appear to exist)|"
            r"(?:is |are |was |has )?no longer (?:exists?|available(?! in your)|here|online|active|published)|"
            r"(?:is |are |was |has )?(?:gone|missing|vanished|disappeared|nonexistent|non-existent|lost)|has expired|"
            r"unavailable(?! in your)"
        ),
        deleted=(
            r"(?:was|were|has been|have been|has since been|may have been|might have been|had been)(?: \w+ly)? "
            r"(?:removed|deleted|taken down|unpublished|erased|pulled|moved or (?:deleted|removed))"
            r"(?! from (?:your|the) (?:cart|list|watch))|(?<!be )(?<!are )(?<!is )"
            r"(?:removed|deleted)(?: by (?:its|the|their) "
            r"(?:author|owner|user|poster|uploader|publisher|administrators?|moderators?))?"
        ),
        lost=(
            r"(?:we |i )?(?:can't|cannot|can not|couldn't|could not|could n't|were unable to|are unable to|unable to|"
            r"weren't able to|don't seem to|can't seem to|failed to|didn't) (?:find|locate)|no such|we(?:'ve|"
            r" have)? lost|"
            r"there(?:'s| is)(?:n't| not| no)(?: such)?(?: a| any)?|"
            r"(?:looked everywhere|searched) (?:for|but)[^.!?]{0,20}|nothing (?:was )?found (?:at|for)"
        ),
        glue=(
            r"there's|there is|sorry|oops|oopsie|whoops|ooops|uh-?oh|uh oh|oh no|ouch|yikes|hm+|dang|the|this|"
            r"that|these|a|an|your|our|we|"
            r"you|you're|you've|we're|were|are|was|is|it|its|looking|looked|for|trying|try|to|find|reach|access|"
            r"visit|view|"
            r"open|requested|request|wanted|want|on|at|in|of|from|with|here|there|anymore|any more|but|has|have|had|"
            r"been|be|"
            r"or|and|may|might|exist|server|system|our server|this server|seems?|seem|like|appears?|apparently|"
            r"unfortunately|"
            r"specified|currently|current|please|contact|admin(?:istrator)?|ask|owner|sender|seek|again|because|its|"
            r"due|doesn't|sure|check|try|address|message|code|status|response|result|no|longer|does|do|not|yet|moved|"
            r"which|404d|right|now|currently"
        ),
        loose=_EN_LOOSE,
    ),
)
