# cv.glmnet on the same country-years, base years and folds: Rscript FILE FOLDER W R

suppressPackageStartupMessages(library(glmnet))

given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
times <- as.integer(given[2]) + as.integer(given[3])
countries <- read.csv(file.path(folder, "country_years.csv"), check.names = FALSE)
folds <- read.csv(file.path(folder, "folds.csv"))
predictors <- setdiff(names(countries), c("place", "mk_onset"))

ahead <- function(known, years) {
  key <- known$place * 10000 + known$year
  known$mk_onset[match(key + years, key)]
}

forecast <- function(origin) {
  known <- countries[countries$year <= origin, ]
  values <- as.matrix(known[predictors])
  complete <- complete.cases(values)
  first <- ahead(known, 1)
  second <- ahead(known, 2)
  came <- pmax(first, second, na.rm = TRUE)
  settled <- (came %in% 1 | (!is.na(first) & !is.na(second))) & known$year <= origin - 2
  learn <- complete & settled
  fit <- cv.glmnet(
    values[learn, ], came[learn],
    family = "binomial", alpha = 0.5, type.measure = "deviance",
    foldid = folds$fold[folds$origin == origin]
  )
  now <- complete & known$year == origin
  risk <- predict(fit, values[now, , drop = FALSE], s = "lambda.min", type = "response")
  data.frame(place = known$place[now], year = origin, risk = risk[, 1])
}

peak_bytes <- function() {
  status <- "/proc/self/status"
  if (!file.exists(status)) return(0)
  most <- grep("^VmHWM", readLines(status), value = TRUE)
  as.numeric(gsub("[^0-9]", "", most)) * 1024
}

log <- file(file.path(folder, "onset_glmnet.runs"), "w")
for (each in seq_len(times)) {
  start <- proc.time()[["elapsed"]]
  found <- do.call(rbind, lapply(unique(folds$origin), forecast))
  writeLines(format(proc.time()[["elapsed"]] - start), log)
  flush(log)
}
close(log)
found <- transform(found,
  fits = length(unique(folds$origin)), cores = 1, peak_bytes = peak_bytes()
)
write.csv(format(found, digits = 15), file.path(folder, "onset_glmnet.csv"),
  row.names = FALSE, quote = FALSE
)
