//! Hands requests to those who answer them, and keeps the genome and the last search.

mod later;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use engine::{Genome, Hits, Pool, Query, Scope, Version};
use protocol::{
    Envelope, Event, Failure, GenomeSummary, Holding, Progress, Request, RequestId, SearchScope,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, MessageEvent};

use crate::cache::Cache;
use crate::list::Lists;
use crate::records::Records;
use crate::regions::Scopes;
use crate::reread::Windows;
use crate::results::Shown;
use crate::{clock, joining, library, memory, open, pool, port, results, search};

/// Why a request ended early.
pub(crate) enum Stop {
    /// The page asked for it.
    Cancelled,
    /// It failed.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What the engine keeps between requests.
#[derive(Default)]
pub(crate) struct Coordinator {
    genome: RefCell<Option<Arc<Genome>>>,
    /// Where its planes come from, if they are not all in memory.
    windows: RefCell<Option<Rc<Windows>>>,
    /// The same in short.
    summary: RefCell<Option<GenomeSummary>>,
    /// What is shown of the last search.
    shown: RefCell<Option<Shown>>,
    /// What was shown before.
    shown_before: RefCell<Option<Shown>>,
    /// What is known of the records of what is shown.
    records: Records,
    /// The last searches.
    pub(crate) cache: RefCell<Cache>,
    /// Regions, and parts of the genome that are searched.
    pub(crate) scopes: RefCell<Scopes>,
    /// The last lists of matches.
    pub(crate) lists: RefCell<Lists>,
    /// The last export of which the page has taken a part, and how many.
    taken_parts: Cell<(RequestId, u32)>,
    /// Requests that are being answered; one that is cancelled is no longer among them.
    running: RefCell<Vec<RequestId>>,
    /// Whether the page hears nothing of them.
    is_silent: bool,
}

/// Hears requests from now on, and says that it does.
pub(crate) fn listen() -> Rc<Coordinator> {
    let coordinator = Rc::new(Coordinator::default());
    let hearing = Rc::clone(&coordinator);
    let on_message =
        Closure::<dyn Fn(_)>::new(move |event: MessageEvent| match port::read(&event.data()) {
            Ok((Envelope { id, body }, files)) => Rc::clone(&hearing).take(id, body, files),
            Err(error) => wasm_bindgen::throw_str(&error.to_string()),
        });
    // The worker hears as long as it lives.
    port::scope().set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    let threads = pool::pool().threads() as u32;
    port::post(RequestId(0), Event::Ready { threads });
    coordinator
}

impl Coordinator {
    /// One beside the page's, for what the engine does by itself as if the page had asked for it; the request's id is the second.
    pub(crate) fn silent() -> (Self, RequestId) {
        let id = RequestId(0);
        let coordinator = Self {
            running: RefCell::new(vec![id]),
            is_silent: true,
            ..Self::default()
        };
        (coordinator, id)
    }

    /// Tells the page how far a request has come.
    pub(crate) fn tell(&self, id: RequestId, progress: Progress) {
        if !self.is_silent {
            port::post(id, Event::Progress(progress));
        }
    }

    fn take(self: Rc<Self>, id: RequestId, request: Request, files: Vec<File>) {
        match request {
            Request::Cancel(cancelled) => self.cancel(cancelled),
            Request::Ping => port::post(id, Event::Pong),
            Request::PartTaken(export) => self.take_part(export),
            request => {
                self.running.borrow_mut().push(id);
                spawn_local(async move {
                    let event = match self.answer(id, request, files).await {
                        Ok(event) => event,
                        Err(Stop::Cancelled) => Event::Cancelled,
                        Err(Stop::Failed(failure)) => Event::Failed(failure),
                    };
                    self.forget(id);
                    port::post(id, event);
                });
            }
        }
    }

    /// The page no longer wants an answer. If the answer was under way already, the page has dropped it, and shows what
    /// it showed before.
    fn cancel(&self, cancelled: RequestId) {
        self.forget(cancelled);
        let shown_id = self.shown.borrow().as_ref().map(|shown| shown.id);
        if shown_id == Some(cancelled) {
            self.shown.replace(self.shown_before.take());
        }
    }

    fn take_part(&self, export: RequestId) {
        let taken = self.taken_parts(export) + 1;
        self.taken_parts.set((export, taken));
    }

    /// Parts of an export that the page has taken.
    pub(crate) fn taken_parts(&self, export: RequestId) -> u32 {
        let (of, taken) = self.taken_parts.get();
        if of == export { taken } else { 0 }
    }

    fn forget(&self, id: RequestId) {
        self.running.borrow_mut().retain(|running| *running != id);
    }

    async fn answer(
        &self,
        id: RequestId,
        request: Request,
        files: Vec<File>,
    ) -> Result<Event, Stop> {
        match request {
            Request::Open {
                file_names,
                holding,
            } => {
                match holding {
                    Holding::InMemory => joining::begin(),
                    Holding::ReadAgain => joining::load().await?,
                }
                let opened = open::open(self, id, file_names, files, holding).await?;
                let genome = Arc::clone(&opened.genome);
                let windows = opened
                    .texts
                    .map(|texts| Rc::new(Windows::new(genome, texts)));
                self.windows.replace(windows);
                Ok(self.opened(opened.genome, opened.summary)?)
            }
            Request::Describe {
                motifs,
                mismatches,
                strands,
                scope,
            } => {
                let genome = self.genome().ok();
                let scope = self.scope(scope).ok();
                Ok(Event::Described(search::describe(
                    &motifs,
                    mismatches,
                    strands,
                    genome.as_deref().zip(scope.as_ref()),
                )))
            }
            Request::Search(settings) => {
                let query = Query {
                    scope: self.scope(settings.scope)?,
                    ..search::query(&settings)?
                };
                if query.version != Version::BitPlanes {
                    joining::load().await?;
                }
                let all = search::search(self, id, query).await?;
                Ok(self.show(Shown { id, all, one: None }))
            }
            Request::Show { motif } => {
                let all = self.shown()?.all;
                let alone = motif.and_then(|motif| Some((motif, alone(&all.hits, motif)?)));
                let one = match alone {
                    Some((motif, query)) => Some((motif, search::search(self, id, query).await?)),
                    None => None,
                };
                Ok(self.show(Shown { id, all, one }))
            }
            Request::Try => Ok(Event::Tried(search::typical_ms(self, id).await?)),
            Request::Library => match library::nothing_kept().await? {
                Some(library) => Ok(Event::Library(library)),
                None => self.answer_later(id, request, files).await,
            },
            request => self.answer_later(id, request, files).await,
        }
    }

    /// Answers by the part of the engine that comes later.
    async fn answer_later(
        &self,
        id: RequestId,
        request: Request,
        files: Vec<File>,
    ) -> Result<Event, Stop> {
        joining::load().await?;
        later::answer(self, id, request, files).await
    }

    /// There is a genome now, if there is memory to search it.
    pub(crate) fn opened(
        &self,
        genome: Arc<Genome>,
        summary: GenomeSummary,
    ) -> Result<Event, Failure> {
        // One that is read again is the last resort.
        if genome.is_whole() {
            memory::check_room_to_search(summary.record_count)?;
        }
        self.shown.replace(None);
        self.shown_before.replace(None);
        self.cache.borrow_mut().clear();
        self.scopes.take();
        self.lists.borrow_mut().clear();
        self.genome.replace(Some(genome));
        self.summary.replace(Some(summary.clone()));
        Ok(Event::Opened(Box::new(summary)))
    }

    /// Where planes come from that are not in memory; none if all are.
    pub(crate) fn windows(&self) -> Option<Rc<Windows>> {
        self.windows.borrow().clone()
    }

    /// The same matches, of which those from this row on can be listed, at least the first.
    pub(crate) async fn listable(
        &self,
        id: RequestId,
        hits: &Hits,
        row: u64,
    ) -> Result<Hits, Stop> {
        let block = hits.block_of_row(row);
        match (self.windows(), block) {
            (Some(windows), Some(block)) => {
                let window = windows.with_block(self, id, block).await?;
                Ok(hits.in_window(window))
            }
            _ => Ok(hits.clone()),
        }
    }

    /// The opened genome.
    pub(crate) fn genome(&self) -> Result<Arc<Genome>, Failure> {
        self.genome.borrow().clone().ok_or(Failure::NoGenome)
    }

    /// The part of the opened genome that the page means.
    ///
    /// # Errors
    /// [`Failure::NoGenome`], [`Failure::NoRegions`].
    pub(crate) fn scope(&self, scope: SearchScope) -> Result<Scope, Failure> {
        let genome = self.genome()?;
        let scope = self.scopes.borrow_mut().get(&genome, scope);
        scope.ok_or(Failure::NoRegions)
    }

    /// Lets the browser hand over messages.
    ///
    /// # Errors
    /// [`Stop::Cancelled`] if the page asked for the end of this request.
    pub(crate) async fn pause(&self, id: RequestId) -> Result<(), Stop> {
        clock::pause().await;
        self.check(id)
    }

    /// Whether the page still wants the answer, as far as it has been heard.
    ///
    /// # Errors
    /// [`Stop::Cancelled`] if the page asked for the end of this request.
    pub(crate) fn check(&self, id: RequestId) -> Result<(), Stop> {
        if self.running.borrow().contains(&id) {
            Ok(())
        } else {
            Err(Stop::Cancelled)
        }
    }

    /// Whether there is no genome, and nothing is being answered.
    pub(crate) fn is_idle(&self) -> bool {
        self.running.borrow().is_empty() && self.genome.borrow().is_none()
    }

    fn shown(&self) -> Result<Shown, Failure> {
        self.shown.borrow().clone().ok_or(Failure::NoSearch)
    }

    pub(crate) fn show(&self, shown: Shown) -> Event {
        let summary = results::summary(&shown);
        let before = self.shown.replace(Some(shown));
        self.shown_before.replace(before);
        Event::Searched(Box::new(summary))
    }
}

/// The query for one motif of a search alone; none if there is no such motif, or no other.
fn alone(hits: &Hits, motif: u32) -> Option<Query> {
    let mut query = hits.query().clone();
    let named = query.motifs.get(motif as usize)?.clone();
    (query.motifs.len() > 1).then(|| {
        query.motifs = vec![named];
        query
    })
}
