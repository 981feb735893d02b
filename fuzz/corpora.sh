#!/bin/sh
# Makes the first corpora of all targets from the sample files of the repository.
# Then: cargo +nightly fuzz run TARGET -- -max_total_time=60
set -eu
cd "$(dirname "$0")"
take() { # target, files...
    mkdir -p "corpus/$1"
    target=$1
    shift
    for file in "$@"; do
        [ -f "$file" ] && cp "$file" "corpus/$target/$(echo "$file" | tr '/' '_')"
    done
    return 0
}
cvs=../data/cvs
for target in any plain_text date_words tokens cv_profile job_profile; do
    take $target $cvs/*.txt $cvs/*.md ../data/jobs/*
done
take any $cvs/*.docx $cvs/*.json
take docx_file $cvs/*.docx
for file in $cvs/*.docx; do
    for target in docx_part odt_part; do
        mkdir -p corpus/$target
        unzip -p "$file" word/document.xml >"corpus/$target/$(basename "$file").xml"
    done
done
take json_file $cvs/*.json
take europass_file $cvs/*.json
take pdf_file $cvs/*.pdf
take model_file ../models/*.json
take background_file ../models/*.json
take lexicon_file ../data/lexicon/*
take labels ../data/labels.csv
take archive $cvs/*.docx
take mailbox $cvs/*.txt
take table ../data/labels.csv
take export ../tests/fixtures/exports/*.csv ../tests/fixtures/exports/*.xlsx
take html_file $cvs/*.md
take rtf_file $cvs/*.txt
take mail_file $cvs/*.txt
take message_file ../tests/fixtures/office/*.msg
take doc_file ../tests/fixtures/office/*.doc
mkdir -p corpus/job_toml
printf '# cvrank-job 1\ntitle = "Clerk"\nlanguage = "en"\ndescribed = "Keep files."\n[[requirement]]\nimportance = "must"\nany_of = ["Excel"]\nyears = 2\nquote = "Excel"\n' >corpus/job_toml/clerk.toml
