"""Writes jinja2.json: small templates with data, and what Jinja2 3.1 makes of them.

    python3 -m pip install 'jinja2==3.1.6' && python3 jinja2.py

The tests read the JSON and need no Python. A case is a template, or several by name; `main` is rendered.
"""

import json
import os

from jinja2 import DictLoader, Environment
from markupsafe import Markup

DATA = {
    "name": "Ana",
    "text": "a <b> & \"c\" 'd'",
    "html": Markup("<i>x</i> &amp; y"),
    "n": 7,
    "minus": -3,
    "x": 2.5,
    "yes": True,
    "no": False,
    "nothing": None,
    "empty": "",
    "words": ["pear", "Apple", "fig", "apple"],
    "numbers": [3, 1, 2],
    "nested": [[1, 2], [3, 4]],
    "none_list": [],
    "m": {"b": 1, "a": "two", "c": [1, 2]},
    "people": [
        {"name": "Zoe", "age": 31, "city": "Oslo", "tags": ["x"]},
        {"name": "adam", "age": 25, "city": "Bern", "tags": []},
        {"name": "Bea", "age": 31, "city": "oslo", "tags": ["x", "y"]},
    ],
    "long": "The quick brown fox jumps over the lazy dog and runs away",
    "unicode": "Ünïcödé – straße ☃",
    "spaced": "  a  b \n c ",
}

CASES = []


def case(*templates, **named):
    for template in templates:
        CASES.append({"main": template})
    if named:
        CASES.append(named)


# Text, comments and raw.
case("", "plain", "a\nb\n", "\n", "a\r\nb\rc", "{", "{ {", "}} %} #}", "{# a #}", "a{# b #}c", "a {#- b -#} c", "{#{{ x }}#}", "{##}")
case("{% raw %}{{ x }}{% y %}{# z #}{% endraw %}", "a {%- raw -%} {{ b }} {%- endraw -%} c", "{% raw %} {% endraw %}", "{%raw%}a{%endraw%}")
# White space in all positions.
case("a {{ n }} b", "a {{- n }} b", "a {{ n -}} b", "a {{- n -}} b", "a \n {{- n -}} \n b", "{{- n }}", "{{ n -}}", "  {{- n -}}  ")
case("a {% if yes %} b {% endif %} c", "a {%- if yes %} b {%- endif %} c", "a {% if yes -%} b {% endif -%} c", "a {%- if yes -%} b {%- endif -%} c")
case("{% for i in numbers %}\n  {{ i }}\n{% endfor %}\n", "{% for i in numbers -%}\n  {{ i }}\n{%- endfor %}\n", "{%- for i in numbers -%} {{ i }} {%- endfor -%}")
case("a {#- x #} b", "a {# x -#} b", "a\t{{-n-}}\tb", "{{ +n }}", "a {%+ if yes %}b{% endif %}", "a{% set q = 1 -%}  {{ q }}")
# Literals.
case("{{ 1 }}", "{{ 1.5 }}", "{{ 1e3 }}", "{{ 1.5e-7 }}", "{{ 1_000 }}", "{{ 'a' }}", "{{ \"a\" }}", "{{ true }}{{ false }}", "{{ True }}{{ False }}")
case("{{ [1, 'a', 2.0, true] }}", "{{ {'a': 1, 'b': 'c'} }}", "{{ [] }}{{ {} }}", "{{ [1, 2,] }}", "{{ 'a' 'b' \"c\" }}", "{{ [['x']] }}", "{{ [none] }}")
case(r"{{ 'a\nb' }}", r"{{ 'a\'b' }}", r'{{ "a\"b" }}', r"{{ 'a\\b' }}", r"{{ '\x41\u00e9\t|' }}", r"{{ '\q' }}", r"{{ '\101' }}", "{{ 'a\nb' }}", r"{{ '\U0001F600' }}")
case("{{ '{{' }}", "{{ '}}' }}", "{{ '%}' }}", "{{ {'a': {'b': 1}}['a']['b'] }}", "{{ ['it\\'s', 'say \"x\"'] }}")
case("{{ 0.1 + 0.2 }}", "{{ 1e16 }}", "{{ 123456789012345680.0 }}", "{{ 0.0001 }}", "{{ 0.00001 }}", "{{ 100.0 }}", "{{ -0.0 }}", "{{ 1e15 }}")
# Names, members, elements, slices.
case("{{ name }}", "{{ m.a }}", "{{ m['a'] }}", "{{ m.c[0] }}", "{{ m['c'][-1] }}", "{{ numbers[0] }}{{ numbers[-1] }}", "{{ nested[1][0] }}", "{{ numbers.0 }}", "{{ name[0] }}{{ name[-1] }}")
case("{{ numbers[1:] }}", "{{ numbers[:2] }}", "{{ numbers[:-1] }}", "{{ numbers[::2] }}", "{{ numbers[::-1] }}", "{{ name[1:] }}", "{{ name[::-1] }}", "{{ numbers[-2:] }}", "{{ numbers[5:] }}", "{{ numbers[2:0:-1] }}", "{{ long[4:9] }}", "{{ numbers[:] }}", "{{ numbers[-9:9] }}", "{{ numbers[5::-1] }}", "{{ numbers[:-9:-1] }}")
case("{{ people[0].name }}", "{{ people[-1]['tags'][1] }}", "{{ (people | first).name }}", "{{ m.get('a') }}", "{{ m.get('z', 'y') }}", "{{ m.keys() | list }}", "{{ m.values() | list }}", "{{ m.items() | list | length }}")
# Escaping.
case("{{ text }}", "{{ html }}", "{{ '<b>' }}", "{{ text | safe }}", "{{ text | escape }}", "{{ text | e | e }}", "{{ html | e }}", "{{ html ~ text }}", "{{ text ~ html }}", "{{ html + text }}", "{{ '<' ~ 1 }}", "{{ [text] }}", "{{ [text, html] | join('<') }}", "{{ [name, text] | join('<') }}")
# Arithmetic.
case("{{ 7 + 3 }}", "{{ 7 - 3 }}", "{{ 7 * 3 }}", "{{ 7 / 2 }}", "{{ 6 / 2 }}", "{{ 7 // 2 }}", "{{ -7 // 2 }}", "{{ 7 % 3 }}", "{{ -7 % 3 }}", "{{ 7 % -3 }}", "{{ 7.5 // 2 }}", "{{ -7.5 % 2 }}", "{{ 1 + 1.0 }}", "{{ 2 * 1.5 }}", "{{ -n }}", "{{ +n }}", "{{ - -n }}", "{{ -minus }}", "{{ [1] + [2] }}", "{{ 'a' + 'b' }}", "{{ 'ab' * 2 }}", "{{ true + 1 }}", "{{ 7 // 2.0 }}", "{{ 1 / 3 }}")
# Precedence of every pair.
for a in ["+", "-", "*", "/", "//", "%"]:
    for b in ["+", "-", "*", "/", "//", "%"]:
        case("{{ 17 %s 5 %s 3 }}" % (a, b))
for a in ["*", "/", "//", "%"]:
    case("{{ 7 %s 2 ~ 3 }}" % a, "{{ 7 ~ 2 %s 3 }}" % a)
for a in ["+", "-", "*", "/", "//", "%"]:
    case("{{ 1 < 2 %s 3 }}" % a, "{{ 4 %s 2 == 2 }}" % a, "{{ not 1 %s 1 }}" % a, "{{ -5 %s -3 }}" % a)
case("{{ 1 ~ 2 * 3 }}", "{{ -2 * 3 }}", "{{ -n | abs }}", "{{ - n | abs }}", "{{ 2 + -n | abs }}", "{{ 1 ~ 2 == '12' }}", "{{ 'a' ~ 'b' in 'xaby' }}")
case("{{ not yes and no }}", "{{ not (yes and no) }}", "{{ yes or no and no }}", "{{ (yes or no) and no }}", "{{ not no or yes }}", "{{ no and no or yes }}", "{{ not not n }}", "{{ n and name }}", "{{ empty or name }}", "{{ no or 0 or 'x' }}", "{{ 0 and 1 }}")
case("{{ 1 if yes else 2 + 1 }}", "{{ 1 + 2 if yes else 3 }}", "{{ 'a' if no else 'b' if no else 'c' }}", "{{ ('a' if yes else 'b') ~ 'c' }}", "{{ 'a' if no }}", "[{{ 'a' if yes }}]", "{{ 1 if n > 3 and not no else 2 }}", "{{ n | abs if yes }}", "{{ (1 if no else 2) if yes else 3 }}")
# Comparison.
case("{{ 1 < 2 }}", "{{ 1 < 2 < 3 }}", "{{ 1 < 3 < 2 }}", "{{ 1 == 1.0 }}", "{{ 1 == '1' }}", "{{ 'a' < 'b' }}", "{{ 'B' < 'a' }}", "{{ [1, 2] == [1, 2] }}", "{{ [1, 2] < [1, 3] }}", "{{ {'a': 1} == {'a': 1} }}", "{{ 1 != 2 }}", "{{ n >= 7 }}{{ n <= 6 }}{{ n > 6 }}", "{{ true == 1 }}", "{{ none == none }}", "{{ nothing == none }}", "{{ nothing != 1 }}", "{{ 1 == 1 == 1 }}")
case("{{ 1 in numbers }}", "{{ 9 in numbers }}", "{{ 9 not in numbers }}", "{{ 'n' in name }}", "{{ 'a' in m }}", "{{ 'z' not in m }}", "{{ not 'n' in name }}", "{{ '' in name }}", "{{ 1 in [1] and 2 in [2] }}", "{{ 'i' in html }}")
# if, elif, else.
case("{% if n %}a{% endif %}", "{% if no %}a{% elif yes %}b{% else %}c{% endif %}", "{% if no %}a{% elif no %}b{% else %}c{% endif %}", "{% if empty %}a{% else %}b{% endif %}", "{% if none_list %}a{% else %}b{% endif %}", "{% if nothing %}a{% else %}b{% endif %}", "{% if 0 %}a{% elif 0.0 %}b{% elif {} %}c{% elif ' ' %}d{% endif %}", "{% if yes %}{% if no %}a{% else %}b{% endif %}{% endif %}", "{%if yes%}x{%endif%}")
# for.
case("{% for i in numbers %}{{ i }},{% endfor %}", "{% for i in none_list %}a{% else %}none{% endfor %}", "{% for i in numbers %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}")
case("{% for k, v in m.items() %}{{ k }}={{ v }};{% endfor %}", "{% for k in m %}{{ k }}{% endfor %}", "{% for a, b in nested %}{{ a }}-{{ b }};{% endfor %}", "{% for (a, b) in nested %}{{ a + b }}{% endfor %}", "{% for c in name %}{{ c }}.{% endfor %}", "{% for i in range(3) %}{{ i }}{% endfor %}", "{% for i in range(5, 0, -2) %}{{ i }}{% endfor %}", "{% for i in [1, 2] + [3] %}{{ i }}{% endfor %}", "{% for i in 1, 2, 3 %}{{ i }}{% endfor %}")
case("{% for i in numbers if i > 1 %}{{ loop.index }}:{{ i }}/{{ loop.length }} {% endfor %}", "{% for i in numbers if i > 9 %}a{% else %}b{% endfor %}", "{% for a in nested %}{% for b in a %}{{ loop.index }}{{ b }}{% endfor %}|{{ loop.index }};{% endfor %}", "{% for a in nested %}{% set outer = loop %}{% for b in a %}{{ outer.index }}.{{ loop.index }} {% endfor %}{% endfor %}", "{% for i in numbers %}{{ loop.cycle('a', 'b') }}{% endfor %}", "{% for i in numbers %}{% if loop.previtem is defined %}{{ loop.previtem }}{% endif %}>{{ i }};{% endfor %}", "{% for i in numbers %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}", "{% for p in people %}{{ p.name }}{% for t in p.tags %}[{{ t }}]{% else %}-{% endfor %}{% endfor %}", "{% for i in numbers %}{{ loop.nextitem | default('end') }} {% endfor %}")
# set and with.
case("{% set a = 1 %}{{ a }}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a = [1, 2] %}{{ a[0] }}", "{% set a = 1 %}{% set a = a + 1 %}{{ a }}", "{% set a %}<b>{{ text }}</b>{% endset %}{{ a }}", "{% set a | upper %}x{{ n }}{% endset %}{{ a }}", "{% set a = 1 %}{% for i in numbers %}{% set a = i %}{% endfor %}{{ a }}", "{% set a = 1 %}{% for i in numbers %}{{ a }}{% set a = a + i %}{{ a }} {% endfor %}", "{% if yes %}{% set a = 1 %}{% endif %}{{ a }}", "{% set a = 1 %}{% if no %}{% set a = 2 %}{% endif %}{{ a }}", "{% set a = 1 %}{% if yes %}{% set a = 2 %}{% endif %}{{ a }}", "{% for i in numbers %}{% if i == 1 %}{% set s = 'one' %}{% else %}{% set s = 'other' %}{% endif %}{{ s }} {% endfor %}")
case("{% with a = 1 %}{{ a }}{% endwith %}", "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "{% set a = 1 %}{% with a = 2 %}{{ a }}{% endwith %}{{ a }}", "{% with %}{% set q = 1 %}{{ q }}{% endwith %}", "{% set a = 1 %}{% with a = 2, b = a %}{{ b }}{% endwith %}", "{% with %}{% set n = 1 %}{{ n }}{% endwith %}{{ n }}")
# Filter blocks.
case("{% filter upper %}a{{ name }}{% endfilter %}", "{% filter upper | replace('A', 'x') %}abc{% endfilter %}", "{% filter escape %}<b>{% endfilter %}", "{% filter trim %}  a  {% endfilter %}", "{% filter replace('a', 'b') %}<a>{{ text }}{% endfilter %}")
# Macros and call.
case("{% macro m1(a) %}[{{ a }}]{% endmacro %}{{ m1(1) }}{{ m1('<') }}", "{% macro m1(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m1(1) }}{{ m1(1, 3) }}{{ m1(b=4, a=5) }}", "{% macro m1(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m1(1) }}", "{% macro m1() %}<b>{% endmacro %}{{ m1() }}{{ m1() | upper }}{{ m1() ~ '<' }}", "{% macro m1(x) %}{{ x }}{% if x %}{{ m1(x - 1) }}{% endif %}{% endmacro %}{{ m1(3) }}", "{% set g = 1 %}{% macro m1() %}{{ g }}{{ name }}{% endmacro %}{{ m1() }}", "{% macro m1() %}{{ caller() }}!{% endmacro %}{% call m1() %}a{{ n }}{% endcall %}", "{% macro m1() %}{{ caller(1, 2) }}{% endmacro %}{% call(a, b) m1() %}{{ a }}-{{ b }}{% endcall %}", "{% macro m1(xs) %}{% for x in xs %}{{ caller(x) }};{% endfor %}{% endmacro %}{% call(x) m1(numbers) %}{{ x * 2 }}{% endcall %}", "{% macro a1() %}{{ b1() }}{% endmacro %}{% macro b1() %}b{% endmacro %}{{ a1() }}", "{% macro m1(a) %}{% set a = a ~ '!' %}{{ a }}{% endmacro %}{{ m1('x') }}", "{% macro m1() %}{{ 'y' if caller is defined else 'n' }}{% endmacro %}{{ m1() }}")
# Inheritance.
case(main="{% extends 'base' %}{% block a %}A{% endblock %}", base="({% block a %}a{% endblock %}|{% block b %}b{% endblock %})")
case(main="{% extends 'base' %}{% block a %}{{ super() }}A{% endblock %}", base="({% block a %}a{{ n }}{% endblock %})")
case(main="{% extends 'mid' %}{% block a %}3{{ super() }}{% endblock %}", mid="{% extends 'base' %}{% block a %}2{{ super() }}{% endblock %}", base="{% block a %}1{% endblock %}")
case(main="{% extends 'base' %}{% block inner %}X{% endblock %}", base="{% block outer %}o{% block inner %}i{% endblock %}o{% endblock %}")
case(main="{% extends 'base' %}{% block outer %}[{{ super() }}]{% endblock %}{% block inner %}X{% endblock %}", base="{% block outer %}o{% block inner %}i{% endblock %}o{% endblock %}")
case(main="{% extends 'base' %}{% set v = 5 %}ignored{{ n }}{% block a %}{{ v }}{% endblock %}", base="{% block a %}{% endblock %}")
case(main="{% set v = 1 %}x{% extends 'base' %}{% block a %}{{ v }}{% endblock %}", base="-{% block a %}{% endblock %}")
case(main="{% extends 'base' %}{% macro m1(x) %}({{ x }}){% endmacro %}{% block a %}{{ m1(2) }}{% endblock %}", base="{% block a %}{% endblock %}")
case(main="{% extends 'base' %}{% block a %}{{ i }}{% endblock %}", base="{% for i in numbers %}{% block a scoped %}{% endblock %}{% endfor %}")
case(main="{% block a %}{% set z = 1 %}{{ z }}{% endblock a %}{% if z is defined %}y{% else %}n{% endif %}")
case(main="{% extends 'base' %}{% import 'm' as mm %}{% block a %}{{ mm.f(1) }}{% endblock %}", base="{% block a %}{% endblock %}", m="{% macro f(x) %}f{{ x }}{% endmacro %}")
case(main="{% extends 'base' %}{% block a %}{{ super() | upper }}{% endblock %}", base="{% block a %}abc{% endblock %}")
case(main="{% extends 'base' %}{% block a %}q{% endblock %}", base="{% block a required %}{% endblock %}")
case(main="{% extends 'base' %}{% if yes %}{% set w = 'in' %}{% endif %}{% block a %}{{ w }}{% endblock %}", base="{% block a %}{% endblock %}")
# Includes and imports.
case(main="a{% include 'b' %}c", b="{{ n }}")
case(main="{% set q = 3 %}{% include 'b' %}", b="{{ q }}")
case(main="{% for i in numbers %}{% include 'b' %}{% endfor %}", b="{{ i }};")
case(main="{% include 'b' %}{{ n }}", b="{% set n = 100 %}{{ n }}")
case(main="{% include 'zzz' ignore missing %}ok")
case(main="{% include ['zzz', 'b'] %}", b="b")
case(main="{% include ['zzz', 'yyy'] ignore missing %}.")
case(main="{% with n = 1 %}{% include 'b' %}{% endwith %}", b="{{ n }}")
case(main="{% include 'b' %}", b="{% extends 'base' %}{% block a %}B{% endblock %}", base="({% block a %}{% endblock %})")
case(main="{% include 'b' without context %}", b="{{ 'def' if name is defined else 'undef' }}")
case(main="{% import 'm' as k %}{{ k.f(1) }}{{ k.v }}", m="{% set v = 9 %}{% macro f(x) %}({{ x }}){% endmacro %}")
case(main="{% from 'm' import f, g as h %}{{ f() }}{{ h() }}", m="{% macro f() %}f{% endmacro %}{% macro g() %}g{{ f() }}{% endmacro %}")
case(main="{% from 'm' import f with context %}{{ f() }}", m="{% macro f() %}{{ name }}{% endmacro %}")
case(main="{% from 'm' import f %}{{ f() }}", m="{% set v = 'mod' %}{% macro f() %}{{ v }}{% endmacro %}")
case(main="{% block x %}{% include 'b' %}{% endblock %}", b="{{ text }}")
# Filters.
case("{{ -3 | abs }}", "{{ minus | abs }}", "{{ -2.5 | abs }}", "{{ numbers | batch(2) | list }}", "{{ numbers | batch(2, 0) | list }}", "{{ 'fooBAR baz' | capitalize }}", "{{ '' | capitalize }}", "{{ undefined_name | default('d') }}", "{{ m.zzz | default('d') }}", "{{ empty | default('d') }}[{{ empty | default('d', true) }}]", "{{ no | default(1, boolean=true) }}", "{{ n | default('d') }}", "{{ undefined_name | d }}")
case("{{ numbers | first }}", "{{ numbers | last }}", "{{ name | first }}{{ name | last }}", "{{ '1.5' | float }}", "{{ 'x' | float }}", "{{ 'x' | float(2.5) }}", "{{ 3 | float }}", "{{ '42' | int }}", "{{ '42.9' | int }}", "{{ 'x' | int }}", "{{ 'x' | int(-1) }}", "{{ 2.9 | int }}", "{{ -2.9 | int }}", "{{ 'ff' | int(base=16) }}", "{{ true | int }}", "{{ ' 5 ' | int }}")
case("{% for g in people | groupby('city') %}{{ g.grouper }}:{{ g.list | length }} {% endfor %}", "{% for k, l in people | groupby('age') %}{{ k }}:{% for p in l %}{{ p.name }}{% endfor %} {% endfor %}", "{% for k, l in people | groupby('city', case_sensitive=true) %}{{ k }} {% endfor %}")
case("{{ words | join }}", "{{ words | join(', ') }}", "{{ people | join(', ', attribute='name') }}", "{{ numbers | join('-') }}", "{{ words | length }}", "{{ name | length }}", "{{ unicode | length }}", "{{ m | length }}", "{{ words | count }}", "{{ name | list }}", "{{ m | list }}", "{{ 'ABC' | lower }}", "{{ unicode | upper }}", "{{ unicode | lower }}", "{{ html | upper }}")
case("{{ people | map(attribute='name') | join('|') }}", "{{ words | map('upper') | join(' ') }}", "{{ words | map('replace', 'p', 'q') | join(' ') }}", "{{ people | map(attribute='zip', default='-') | join }}", "{{ people | map(attribute='tags') | map('length') | join }}", "{{ numbers | max }}{{ numbers | min }}", "{{ words | max }}", "{{ words | min }}", "{{ (people | max(attribute='age')).name }}", "{{ words | max(case_sensitive=true) }}")
case("{{ numbers | reject('odd') | list }}", "{{ numbers | select('odd') | list }}", "{{ [0, 1, '', 'a'] | select | list }}", "{{ [0, 1] | reject | list }}", "{{ numbers | select('divisibleby', 3) | list }}", "{{ numbers | select('gt', 1) | list }}", "{{ numbers | select('>', 1) | list }}", "{{ people | selectattr('tags') | map(attribute='name') | join }}", "{{ people | rejectattr('tags') | map(attribute='name') | join }}", "{{ people | selectattr('age', 'eq', 31) | map(attribute='name') | join }}", "{{ people | rejectattr('age', '==', 31) | map(attribute='name') | join }}", "{{ people | selectattr('city', 'in', ['Oslo']) | list | length }}")
case("{{ name | replace('A', 'B') }}", "{{ 'aaa' | replace('a', 'b', 2) }}", "{{ text | replace('<', '>') }}", "{{ html | replace('x', '<') }}", "{{ text | replace('b', '<i>' | safe) }}", "{{ numbers | reverse | list }}", "{{ name | reverse }}", "{{ 42.55 | round }}", "{{ 42.55 | round(1) }}", "{{ 42.55 | round(1, 'floor') }}", "{{ 42.1 | round(0, 'ceil') }}", "{{ 2.5 | round }}", "{{ 3.5 | round }}", "{{ 1.115 | round(2) }}", "{{ 2.675 | round(2) }}", "{{ 7 | round }}", "{{ 1234.5 | round(-2) }}", "{{ 1.005 | round(2) }}")
case("{{ numbers | slice(2) | list }}", "{{ range(7) | slice(3) | list }}", "{{ range(7) | slice(3, 'x') | list }}", "{{ words | sort }}", "{{ words | sort(case_sensitive=true) }}", "{{ words | sort(reverse=true) }}", "{{ numbers | sort(true) }}", "{{ people | sort(attribute='age') | map(attribute='name') | join }}", "{{ people | sort(attribute='age', reverse=true) | map(attribute='name') | join }}", "{{ people | sort(attribute='name') | map(attribute='name') | join }}", "{{ '<p>a &amp; <b>b</b>\n c</p><!-- d -->' | striptags }}", "{{ html | striptags }}", "{{ numbers | sum }}", "{{ people | sum(attribute='age') }}", "{{ numbers | sum(start=10) }}", "{{ [0.5, 1] | sum }}")
case("{{ 'hello wORLD foo-bar (baz)' | title }}", "{{ \"it's\" | title }}", "{{ spaced | trim }}", "{{ 'xxaxx' | trim('x') }}", "{{ long | truncate(20) }}", "{{ long | truncate(20, true) }}", "{{ long | truncate(20, false, '…') }}", "{{ long | truncate(20, leeway=0) }}", "{{ 'short' | truncate(9) }}", "{{ long | truncate(55) }}", "{{ long | truncate(length=10, end='') }}", "{{ words | unique | list }}", "{{ words | unique(case_sensitive=true) | list }}", "{{ people | unique(attribute='age') | map(attribute='name') | join }}", "{{ 'a b/c?d=é&' | urlencode }}", "{{ {'a': 'x y', 'b': 1} | urlencode }}", "{{ long | wordcount }}", "{{ 'a, b-c d_e' | wordcount }}", "{{ 5 | string ~ 'x' }}", "{{ m | dictsort | length }}", "{% for k, v in m | dictsort %}{{ k }}{% endfor %}", "{% for k, v in m | items %}{{ k }}{% endfor %}")
case("{{ name | upper | lower | title }}", "{{ 'a' | upper ~ 'b' | upper }}", "{{ ('a' ~ 'b') | upper }}", "{{ 1 + 2 | string | length }}", "{{ numbers | sort | first }}", "{{ (numbers | sort)[0] }}", "{{ numbers | map('string') | join('+') }}", "{{ 3 | upper }}")
# Tests.
case("{{ n is defined }}{{ zzz is defined }}", "{{ zzz is not defined }}", "{{ m.zzz is defined }}{{ m.a is defined }}", "{{ nothing is none }}{{ n is none }}", "{{ n is not none }}", "{{ 4 is even }}{{ 4 is odd }}{{ n is odd }}", "{{ 9 is divisibleby 3 }}{{ 9 is divisibleby(2) }}", "{{ name is string }}{{ n is string }}{{ html is string }}", "{{ n is number }}{{ x is number }}{{ name is number }}{{ yes is number }}", "{{ m is mapping }}{{ numbers is mapping }}", "{{ numbers is sequence }}{{ n is sequence }}{{ m is sequence }}{{ name is sequence }}", "{{ 1 is in numbers }}{{ 9 is in numbers }}{{ 9 is not in numbers }}", "{{ n is eq 7 }}{{ n is ne 7 }}{{ n is lt 8 }}{{ n is gt 8 }}", "{{ n is eq(7) and n is gt 3 }}", "{{ not n is odd }}", "{{ n is odd and yes }}", "{{ n is odd or no }}", "{{ 'yes' if n is odd else 'no' }}", "{{ n + 1 is even }}", "{{ (n + 1) is even }}", "{{ zzz is undefined }}", "{{ 2 is eq 2 if yes }}", "{{ 'abc' is lower }}{{ 'ABC' is upper }}", "{{ n is integer }}{{ x is float }}{{ yes is boolean }}", "{{ n is ge 7 }}{{ n is le 6 }}")
# Together.
case("<ul>{% for p in people %}\n  <li class=\"{{ loop.cycle('odd', 'even') }}\">{{ p.name | upper }} ({{ p.age }}){% if p.tags %}: {{ p.tags | join(', ') }}{% endif %}</li>{% endfor %}\n</ul>\n", "{% for p in people | sort(attribute='name') if p.age > 26 %}{{ loop.index }}. {{ p.name }}\n{% else %}nobody{% endfor %}", "{% set total = people | sum(attribute='age') %}{{ total }} {{ total / (people | length) }} {{ (total / 2) | round(1) }}", "{% macro li(p, last=false) %}{{ p.name }}{{ '' if last else ', ' }}{% endmacro %}{% for p in people %}{{ li(p, last=loop.last) }}{% endfor %}")


def tagged(value):
    if isinstance(value, Markup):
        return {"html": str(value)}
    if isinstance(value, dict):
        return {"mapping": [[key, tagged(item)] for key, item in value.items()]}
    if isinstance(value, list):
        return {"list": [tagged(item) for item in value]}
    if isinstance(value, float):
        return {"number": value}
    return value


def main():
    result = []
    for templates in CASES:
        environment = Environment(loader=DictLoader(templates), autoescape=True, keep_trailing_newline=True)
        expected = environment.get_template("main").render(**DATA)
        result.append({"templates": templates, "expected": expected})
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "jinja2.json")
    document = {"data": [[key, tagged(value)] for key, value in DATA.items()], "cases": result}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(len(result), "cases")


main()
